/**
 * Speaks each exchange's dialect and answers in our words; here, what all of them say over HTTP.
 *
 * <p>An {@link datalayer.venue.http.HttpFetcher} carries out an {@link
 * datalayer.venue.http.HttpCall} within {@link datalayer.venue.http.Deadlines}, tries again as
 * {@link datalayer.venue.http.Retries} says, hands the body to a {@link
 * datalayer.venue.http.BodySink} and answers with an {@link datalayer.venue.http.HttpOutcome}. The
 * JDK's client stops its timer at the headers, so a body that stalls would hold a thread for ever;
 * the deadline and the minimum rate of bodies are kept here.
 *
 * <p>A {@link datalayer.venue.http.RequestBudget} says when a request may be sent, so that a venue
 * never gets more than its {@link datalayer.venue.http.RequestLimit}s, and {@link
 * datalayer.venue.http.VenueTime} what time it is there.
 */
@NullMarked
package datalayer.venue.http;

import org.jspecify.annotations.NullMarked;
