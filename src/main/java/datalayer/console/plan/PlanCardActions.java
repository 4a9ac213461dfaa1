package datalayer.console.plan;

import datalayer.backfill.BackfillRequest;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What a plan card asks of the rest of the console.
 *
 * @param usualRate rows per second of runs so far, or 0 when none tells
 * @param started takes the id of a run that was started
 * @param more opens the dialog with every field
 * @param copy puts a text onto the clipboard
 */
public record PlanCardActions(
    DoubleSupplier usualRate,
    Consumer<String> started,
    Consumer<BackfillRequest> more,
    Consumer<String> copy) {}
