/**
 * Benchmarks: {@code mvn -q -Pbench}. Each compares what it measures with something else, taken
 * alternately in one run, because on a machine that others use only ratios mean anything. They are
 * no tests: nothing fails when a figure falls short, the report says so.
 */
@NullMarked
package datalayer.bench;

import org.jspecify.annotations.NullMarked;
