@NullMarked
package execo.internal.transfer.sftp;

import org.jspecify.annotations.NullMarked;
