package execo.g5k.oar;

import org.jspecify.annotations.Nullable;

/**
 * A submission, and where it goes.
 *
 * @param submission what is submitted
 * @param site where; null is the default frontend
 */
public record OarRequest(OarSubmission submission, @Nullable String site) {}
