package datalayer.feed;

import datalayer.landing.ChunkKey;
import datalayer.landing.Delivery;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lands as one chunk: of one venue, timeframe, month and source. */
final class Batch {

  private record Key(Timeframe timeframe, YearMonth month, boolean byRequest) {}

  private record Place(Series series, long openTime) {}

  private final Key key;
  private final List<Parcel> parcels = new ArrayList<>();
  private final Map<Place, Bar> bars = new HashMap<>();

  private Batch(Key key) {
    this.key = key;
  }

  /** Sorts parcels into as few batches as can be, each ready to land in this order. */
  static List<Batch> of(List<Parcel> parcels) {
    List<Batch> batches = new ArrayList<>();
    for (Parcel whole : parcels) {
      for (Parcel parcel : byMonth(whole)) {
        Key key = new Key(parcel.series().timeframe(), month(parcel.range()), parcel.byRequest());
        @Nullable Batch last = null;
        for (Batch batch : batches) {
          last = batch.key.equals(key) ? batch : last;
        }
        if (last == null || last.contradicts(parcel)) {
          last = new Batch(key);
          batches.add(last);
        }
        last.add(parcel);
      }
    }
    return batches;
  }

  List<Parcel> parcels() {
    return parcels;
  }

  int bars() {
    return bars.size();
  }

  Delivery delivery() {
    Map<Series, List<Parcel>> bySeries = new LinkedHashMap<>();
    parcels.forEach(
        parcel -> bySeries.computeIfAbsent(parcel.series(), s -> new ArrayList<>()).add(parcel));
    List<Delivery.Part> parts = bySeries.values().stream().map(this::part).toList();
    ChunkKey chunk =
        ChunkKey.slice(
            parcels.getFirst().series().instrument().venue(), key.timeframe(), hull(parcels));
    return key.byRequest() ? Delivery.asked(chunk, parts) : Delivery.streamed(chunk, parts);
  }

  private Delivery.Part part(List<Parcel> ofSeries) {
    Series series = ofSeries.getFirst().series();
    List<Bar> mine = ofSeries.stream().flatMap(p -> p.bars().stream()).distinct().toList();
    List<Delivery.UnreadableRow> unreadable =
        ofSeries.stream().flatMap(p -> p.unreadable().stream()).toList();
    List<Delivery.Absence> absences = new ArrayList<>();
    for (Parcel parcel : ofSeries) {
      parcel
          .absent()
          .ranges()
          .forEach(range -> absences.add(new Delivery.Absence(range, parcel.evidence())));
    }
    return Delivery.Part.live(series, hull(ofSeries), mine, unreadable, absences);
  }

  /** A bar that was stated twice and differently lands twice, in this order: an amendment. */
  private boolean contradicts(Parcel parcel) {
    return parcel.bars().stream()
        .anyMatch(bar -> {
          @Nullable Bar other = bars.get(new Place(parcel.series(), bar.openTime()));
          return other != null && !other.equals(bar);
        });
  }

  private void add(Parcel parcel) {
    parcels.add(parcel);
    parcel.bars().forEach(bar -> bars.put(new Place(parcel.series(), bar.openTime()), bar));
  }

  private static TimeRange hull(List<Parcel> parcels) {
    Instant from = parcels.getFirst().range().from();
    Instant to = parcels.getFirst().range().to();
    for (Parcel parcel : parcels) {
      TimeRange range = parcel.range();
      from = range.from().isBefore(from) ? range.from() : from;
      to = range.to().isAfter(to) ? range.to() : to;
    }
    return new TimeRange(from, to);
  }

  /** A chunk lies within one month. Only the last piece tells that all has landed. */
  private static List<Parcel> byMonth(Parcel parcel) {
    List<Parcel> pieces = new ArrayList<>();
    TimeRange range = parcel.range();
    Instant from = range.from();
    while (from.isBefore(range.to())) {
      YearMonth month = YearMonth.from(from.atOffset(ZoneOffset.UTC));
      Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant to = end.isBefore(range.to()) ? end : range.to();
      pieces.add(piece(parcel, new TimeRange(from, to), to.equals(range.to())));
      from = to;
    }
    return pieces;
  }

  private static Parcel piece(Parcel parcel, TimeRange range, boolean last) {
    if (range.equals(parcel.range())) {
      return parcel;
    }
    return new Parcel(
        parcel.series(),
        range,
        parcel.bars().stream().filter(bar -> range.contains(bar.openTime())).toList(),
        parcel.byRequest(),
        last ? parcel.unreadable() : List.of(),
        parcel.absent().intersection(RangeSet.of(range)),
        parcel.evidence(),
        last ? parcel.landed() : () -> {});
  }

  private static YearMonth month(TimeRange range) {
    return YearMonth.from(range.from().atOffset(ZoneOffset.UTC));
  }
}
