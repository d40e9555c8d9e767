package execo.testbed.grid5000.internal.api;

import org.jspecify.annotations.Nullable;

/**
 * Who asks the API.
 *
 * @param user the user, null if not known
 * @param anonymous whether this came by the public entrance, which shows less
 */
public record Caller(@Nullable String user, boolean anonymous) {}
