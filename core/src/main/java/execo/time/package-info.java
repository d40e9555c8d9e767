/** Durations and dates as people write them, a stopwatch, and sleeping until a date. */
@NullMarked
package execo.time;

import org.jspecify.annotations.NullMarked;
