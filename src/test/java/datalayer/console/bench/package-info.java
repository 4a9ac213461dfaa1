/** The console's chart beside others: {@code mvn -q -Pbench -Dbench.only=charts}. */
@NullMarked
package datalayer.console.bench;

import org.jspecify.annotations.NullMarked;
