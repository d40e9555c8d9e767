/** The per-user configuration: which settings there are, and how the file is read. */
@NullMarked
package execo.config;

import org.jspecify.annotations.NullMarked;
