package datalayer.backfill;

import datalayer.market.Series;
import datalayer.market.Venue;
import datalayer.venue.BarArchive;
import datalayer.venue.BarHistory;
import java.util.Map;
import java.util.Optional;

/**
 * Where bars can be had, by venue: files first, requests behind them.
 *
 * @param rules when silence of a venue is believed
 */
public record Sources(
    Map<Venue, BarArchive> archives, Map<Venue, BarHistory> histories, HoleRules rules) {

  public Sources {
    archives = Map.copyOf(archives);
    histories = Map.copyOf(histories);
  }

  /** Archives alone: nothing is asked for by request. */
  public static Sources archives(Map<Venue, BarArchive> archives) {
    return new Sources(archives, Map.of(), HoleRules.defaults());
  }

  /** The archive that publishes files for this series, if any does. */
  public Optional<BarArchive> archive(Series series) {
    return Optional.ofNullable(archives.get(series.instrument().venue()))
        .filter(archive -> archive.covers(series));
  }

  /** Who answers requests for this series, if the venue does. */
  public Optional<BarHistory> history(Series series) {
    return Optional.ofNullable(histories.get(series.instrument().venue()))
        .filter(history -> history.covers(series));
  }
}
