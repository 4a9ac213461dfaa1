package datalayer.console.plan;

import datalayer.backfill.BackfillRequest;
import java.util.function.Consumer;

/**
 * What a plan card asks of the rest of the console.
 *
 * @param started takes the id of a run that was started
 * @param more opens the dialog with every field
 * @param copy puts a text onto the clipboard
 */
public record PlanCardActions(
    Consumer<String> started, Consumer<BackfillRequest> more, Consumer<String> copy) {}
