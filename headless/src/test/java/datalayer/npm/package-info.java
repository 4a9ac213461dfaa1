/** Programs from npm that tests and benchmarks hold us against. */
@NullMarked
package datalayer.npm;

import org.jspecify.annotations.NullMarked;
