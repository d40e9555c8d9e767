/**
 * The process engine for Linux with glibc: {@code posix_spawn}, pidfd and epoll through the Foreign
 * Function API.
 */
@NullMarked
package execo.internal.os.linux;

import org.jspecify.annotations.NullMarked;
