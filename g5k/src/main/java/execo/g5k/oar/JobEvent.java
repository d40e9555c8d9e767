package execo.g5k.oar;

import java.time.Instant;

/**
 * Something that happened to a job.
 *
 * @param date when
 * @param type its kind, as OAR names it: {@code FRAG_JOB_REQUEST}, {@code WALLTIME}, …
 * @param description OAR's sentence about it
 */
public record JobEvent(Instant date, String type, String description) {}
