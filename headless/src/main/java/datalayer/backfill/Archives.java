package datalayer.backfill;

import datalayer.market.Series;
import datalayer.market.Venue;
import datalayer.venue.BarArchive;
import java.util.Map;
import java.util.Optional;

/** The archives there are, by venue. */
public record Archives(Map<Venue, BarArchive> byVenue) {

  public Archives {
    byVenue = Map.copyOf(byVenue);
  }

  /** The archive that publishes files for this series, if any does. */
  public Optional<BarArchive> of(Series series) {
    return Optional.ofNullable(byVenue.get(series.instrument().venue()))
        .filter(archive -> archive.covers(series));
  }
}
