/** Copies of files and directories over SFTP, on connections that others have opened. */
@NullMarked
package execo.internal.transfer;

import org.jspecify.annotations.NullMarked;
