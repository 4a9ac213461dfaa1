package datalayer.app;

import datalayer.venue.http.Deadlines;

/**
 * How long venues may take to answer.
 *
 * @param files of one attempt at an archive file or at the archive's listing
 * @param requests of one attempt at a request
 */
public record HttpDeadlines(Deadlines files, Deadlines requests) {

  /** For venues over the internet. */
  public static HttpDeadlines defaults() {
    return new HttpDeadlines(Deadlines.defaults(), Deadlines.requests());
  }
}
