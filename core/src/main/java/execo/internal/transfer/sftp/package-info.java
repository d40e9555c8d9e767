/** A client of the SSH file transfer protocol, version 3, that keeps many requests in flight. */
@NullMarked
package execo.internal.transfer.sftp;

import org.jspecify.annotations.NullMarked;
