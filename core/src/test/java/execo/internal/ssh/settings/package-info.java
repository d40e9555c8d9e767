@NullMarked
package execo.internal.ssh.settings;

import org.jspecify.annotations.NullMarked;
