package execo.testbed.grid5000.internal.oar;

/**
 * What happened to a job.
 *
 * @param id its number
 * @param type what, in capitals
 * @param date when, in seconds of the epoch
 * @param description in words
 */
public record JobEvent(int id, String type, long date, String description) {}
