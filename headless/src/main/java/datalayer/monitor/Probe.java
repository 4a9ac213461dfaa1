package datalayer.monitor;

import java.util.function.Supplier;

/**
 * A way to find out how one thing is. Looking may take its time and may throw.
 *
 * @param name the name of the checks it makes
 */
public record Probe(String name, Supplier<Check> look) {}
