/**
 * Keeps live streams alive, final bars landed, and heals what a drop lost.
 *
 * <p>{@link datalayer.feed.Feed} is all of it. A {@code Link} keeps one of a venue's connections: a
 * {@code Session} is one connection's life, a {@code Backoff} says when to try again, and one
 * {@code Supervisor} looks after all of them. What comes goes through the {@code Intake}: a bar
 * that is still open replaces the last one in {@code RunningBars}; a final one is taken down in its
 * {@code SeriesWatch} and lands through a {@code Lander}. What is late by the venue's own clock, or
 * was missed while a connection was down, is asked for by a {@code Healer}. {@link
 * datalayer.feed.Events} tells of all that, and is where publishing listens.
 */
@NullMarked
package datalayer.feed;

import org.jspecify.annotations.NullMarked;
