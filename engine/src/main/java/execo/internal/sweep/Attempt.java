package execo.internal.sweep;

/**
 * An attempt at an element that failed.
 *
 * @param reason why
 * @param by the worker that tried
 * @param at when it failed, in milliseconds of the epoch
 * @param took how long it took, in seconds; NaN if that is not known
 */
public record Attempt(String reason, String by, long at, double took) {}
