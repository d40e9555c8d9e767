package execo.results;

/**
 * What is between two numbers; both are NaN if it is not known.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {}
