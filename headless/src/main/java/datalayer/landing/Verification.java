package datalayer.landing;

import datalayer.landing.Sealer.SealedPart;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Fence;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.ledger.Transaction;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.CoverageBitmaps;
import datalayer.store.LayerProof;
import datalayer.store.Source;
import datalayer.store.Version;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what a chunk proved, in one transaction with the closing of its promise. */
final class Verification {

  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final Ledger ledger;

  Verification(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * A chunk whose every row was seen in every layer. Empty when its promise was closed already:
   * then nothing is written.
   */
  Optional<Landed> verify(
      Intent intent, Manifest manifest, LayerProof proof, Map<Series, Map<Long, String>> rejected) {
    return ledger.transaction(tx -> {
      if (!tx.intents().verified(intent.token(), proof.snapshots())) {
        return Optional.empty();
      }
      long confirmed = 0;
      long missing = 0;
      long amended = 0;
      for (Manifest.Part part : manifest.parts()) {
        Series series = part.parsedSeries();
        missing += record(tx, part, rejected.getOrDefault(series, Map.of()));
        confirmed += Manifest.set(part.confirmed()).bars(series.timeframe());
        amended += part.amendments().size();
      }
      return Optional.of(
          new Landed(proof.snapshots(), confirmed, proof.rejected(), amended, missing));
    });
  }

  /**
   * A delivery that brought nothing new: what it confirmed and what it did not bring is recorded.
   * Empty when somebody made a promise about its bars since it was sealed.
   */
  Optional<Landed> confirm(Delivery delivery, List<SealedPart> sealed, Fence fence, long made) {
    return ledger.transaction(tx -> {
      if (!Promises.isUpToDate(tx, delivery, fence, made)) {
        return Optional.empty();
      }
      long confirmed = 0;
      long missing = 0;
      for (SealedPart sealedPart : sealed) {
        // Nothing is written, so neither chunk nor version will be looked at.
        Manifest.Part part = sealedPart.manifest("", new Version(0, Source.STREAM, 0));
        missing += record(tx, part, Map.of());
        confirmed += sealedPart.confirmed().bars(part.parsedSeries().timeframe());
      }
      return Optional.of(new Landed(0, confirmed, 0, 0, missing));
    });
  }

  /**
   * Gives up a promise that cannot be kept. Its range is missing, with the reason, until it is
   * fetched again under another generation; whatever of it did land is found by comparing.
   */
  void abandon(Intent intent, Manifest manifest, String reason) {
    LOG.atWarn()
        .addKeyValue("chunk", intent.chunkId())
        .addKeyValue("reason", reason)
        .log("intent given up");
    ledger.transaction(tx -> {
      undelivered(tx, manifest, reason);
      tx.intents().abandoned(intent.token());
      return true;
    });
  }

  /**
   * Gives up a promise that another node made and may still insert. Returns false when it was
   * closed already.
   */
  boolean revoke(Intent intent, Manifest manifest, String reason) {
    return ledger.transaction(tx -> {
      if (!tx.intents().revoked(intent.token())) {
        return false;
      }
      undelivered(tx, manifest, reason);
      return true;
    });
  }

  private static void undelivered(Transaction tx, Manifest manifest, String reason)
      throws SQLException {
    for (Manifest.Part part : manifest.parts()) {
      for (TimeRange lost : Manifest.set(part.written()).ranges()) {
        tx.coverage()
            .record(
                part.parsedSeries(),
                List.of(
                    new CoverageInterval(
                        lost, State.UNDELIVERED, "delivery not proven: " + reason)));
      }
    }
  }

  /** Has the bitmaps of a chunk's month counted anew before they are believed the next time. */
  void distrustCoverage(TimeRange chunk) {
    ledger.transaction(tx -> {
      tx.findings().markPartition(CoverageBitmaps.partition(chunk), "withdrawn");
      return true;
    });
  }

  /** Returns how many bars of the part are missing. */
  private static long record(Transaction tx, Manifest.Part part, Map<Long, String> rejected)
      throws SQLException {
    Series series = part.parsedSeries();
    long step = series.timeframe().millis();
    List<CoverageInterval> news = new ArrayList<>();
    RangeSet turnedAway =
        RangeSet.of(rejected.keySet().stream().map(t -> TimeRange.ofMillis(t, t + step)).toList());
    RangeSet present =
        Manifest.set(part.written()).minus(turnedAway).union(Manifest.set(part.confirmed()));
    present.ranges().forEach(range -> news.add(CoverageInterval.present(range)));
    Map<Long, String> reasons = new TreeMap<>();
    part.unreadable().forEach((time, fault) -> reasons.put(time, "rejected: " + fault));
    rejected.forEach((time, reason) -> reasons.put(time, "rejected: " + reason));
    RangeSet explained = present;
    for (Map.Entry<Long, String> reason : reasons.entrySet()) {
      RangeSet bar = RangeSet.of(TimeRange.ofMillis(reason.getKey(), reason.getKey() + step));
      bar.minus(explained)
          .ranges()
          .forEach(r -> news.add(new CoverageInterval(r, State.REJECTED, reason.getValue())));
      explained = explained.union(bar);
    }
    for (Manifest.Absence absence : part.absences()) {
      CoverageInterval interval = absence.toInterval();
      RangeSet.of(interval.range())
          .minus(explained)
          .ranges()
          .forEach(r -> news.add(interval.over(r)));
    }
    List<CoverageInterval> told = tx.coverage().record(series, news);
    for (Manifest.Archive archive : part.archives()) {
      tx.archives().record(archive.toRecord());
    }
    tx.findings().amended(part.amendments());
    tx.findings().resolved(series, present);
    return told.stream()
        .filter(i -> i.state().isMissing())
        .mapToLong(i -> series.timeframe().barsIn(i.range()))
        .sum();
  }
}
