package execo.g5k.oargrid;

/**
 * What became of a wish to delete a grid job.
 *
 * @param id the number of the grid job
 * @param ok whether oargriddel was content
 * @param message what it said, in one line
 */
public record OargridDeletion(long id, boolean ok, String message) {}
