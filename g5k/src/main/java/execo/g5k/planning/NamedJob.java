package execo.g5k.planning;

/** A job and the site where it is. */
public record NamedJob(long id, String site) {}
