package execo.internal.transfer;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of local files before they are copied, so that progress has a total. Copies of
 * the same files that begin together share one count.
 */
public final class Census extends SimpleFileVisitor<Path> {
  private static final Map<List<String>, CompletableFuture<Long>> UNDER_WAY =
      new ConcurrentHashMap<>();

  private long bytes;

  private Census() {}

  /** The bytes of all files in these places, as far as they can be looked at. */
  public static CompletableFuture<Long> of(List<String> sources) {
    return UNDER_WAY.computeIfAbsent(sources, Census::start);
  }

  private static CompletableFuture<Long> start(List<String> sources) {
    var result = new CompletableFuture<Long>();
    Thread.ofVirtual()
        .name("execo-census")
        .start(() -> {
          var census = new Census();
          sources.forEach(census::add);
          UNDER_WAY.remove(sources);
          result.complete(census.bytes);
        });
    return result;
  }

  private void add(String source) {
    try {
      Files.walkFileTree(
          Path.of(source), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
    } catch (IOException | InvalidPathException e) {
      return; // it counts nothing; the copy says what is wrong with it
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      bytes += attributes.size();
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}
