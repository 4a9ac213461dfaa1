package datalayer.app;

import datalayer.backfill.HoleRules;
import datalayer.backfill.Sources;
import datalayer.control.VenueState;
import datalayer.market.Venue;
import datalayer.monitor.Metrics;
import datalayer.venue.BarHistory;
import datalayer.venue.binance.BinanceArchive;
import datalayer.venue.binance.BinanceCatalogue;
import datalayer.venue.binance.BinanceHistory;
import datalayer.venue.binance.BinanceRest;
import datalayer.venue.http.BudgetState;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exchanges that the core reads: their archives, and where requests are allowed their markets,
 * each with its budget and its clock. There is one in a process, as an exchange counts by address.
 */
final class Exchanges implements AutoCloseable {

  private static final Duration CLOCK_PATIENCE = Duration.ofSeconds(5);

  private final HttpFetcher files;
  private final HttpFetcher requests;
  private final Sources sources;
  private final Optional<BinanceRest> rest;
  private final Optional<BinanceHistory> history;

  Exchanges(HeadlessOptions options, StopNotices notices, InstantSource clock) {
    this.requests = new HttpFetcher(options.deadlines().requests(), Retries.defaults(), clock);
    this.files = new HttpFetcher(options.deadlines().files(), Retries.defaults(), clock);
    this.rest =
        options.requests() == 0
            ? Optional.empty()
            : Optional.of(
                new BinanceRest(options.binance(), requests, clock, options.requests(), notices));
    this.history = rest.map(r -> new BinanceHistory(r, new BinanceCatalogue(r)));
    Path data = options.dataDirectory();
    BinanceArchive archive =
        new BinanceArchive(
            options.binance(), data.resolve("quarantine"), data.resolve("downloads"), clock, files);
    Map<Venue, BarHistory> histories =
        history.map(h -> Map.<Venue, BarHistory>of(Venue.BINANCE, h)).orElse(Map.of());
    this.sources = new Sources(Map.of(Venue.BINANCE, archive), histories, HoleRules.defaults());
  }

  /** Where history comes from. */
  Sources sources() {
    return sources;
  }

  /** Binance by request; empty where none is allowed. */
  Optional<BinanceHistory> history() {
    return history;
  }

  /** The budgets and the clocks as they are known now. */
  List<VenueState> states() {
    return rest.map(r -> VenueState.of(r.budgets(), r.clocks())).orElse(List.of());
  }

  /** The same for who looks once: a clock that is not known yet is asked for. */
  List<VenueState> askedStates() {
    try {
      if (history.isPresent()) {
        history.get().askForTime(CLOCK_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return states();
  }

  void watchedBy(Metrics metrics) {
    rest.ifPresent(r -> watch(r, metrics));
  }

  private static void watch(BinanceRest rest, Metrics metrics) {
    for (BudgetState budget : rest.budgets()) {
      String name = budget.name();
      metrics.watchBudget(
          name,
          () -> of(rest, name).used(),
          () -> of(rest, name).limit(),
          () -> of(rest, name).waiting().values().stream().mapToInt(n -> n).sum());
    }
  }

  private static BudgetState of(BinanceRest rest, String market) {
    return rest.budgets().stream().filter(b -> b.name().equals(market)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    files.close();
    requests.close();
  }
}
