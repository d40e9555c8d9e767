package execo.sweep;

import org.jspecify.annotations.Nullable;

/**
 * A level of a factor with factors of its own, which are explored for this level only.
 *
 * @param value the level
 * @param factors its own factors
 */
public record Level(@Nullable Object value, Factors factors) {}
