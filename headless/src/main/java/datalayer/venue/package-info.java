/**
 * Speaks each exchange's dialect and answers in our words; a folder per venue, the same files in
 * each.
 *
 * <p>A {@link datalayer.venue.BarArchive} lists the files a venue publishes ({@link
 * datalayer.venue.ArchiveFile}) and fetches one; what comes of that is an {@link
 * datalayer.venue.ArchiveFetch}. A row that cannot be said as a bar is a {@link
 * datalayer.venue.RejectedRow}, kept with the reason.
 *
 * <p>A {@link datalayer.venue.BarHistory} answers by request, most urgent {@link
 * datalayer.venue.RequestPriority} first; what comes of that is a {@link
 * datalayer.venue.HistoryFetch}. A {@link datalayer.venue.Catalogue} says what is listed, as {@link
 * datalayer.venue.ListedInstrument}s.
 *
 * <p>A {@link datalayer.venue.BarStream} pushes bars while they form, as {@link
 * datalayer.venue.StreamedBar}s.
 */
@NullMarked
package datalayer.venue;

import org.jspecify.annotations.NullMarked;
