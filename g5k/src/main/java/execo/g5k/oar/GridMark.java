package execo.g5k.oar;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of the name of a job that was submitted together with others, all or nothing: {@code
 * oargrid-id-part}. By it a job is found whose number never arrived, and so are the jobs that
 * belong together. Unlike a {@link JobMark} it says nothing of the program, which such jobs
 * outlive.
 *
 * @param id the submission, the same for all its jobs and for no other
 * @param part the place of the request in the submission, from 0; the jobs of an array share it
 */
record GridMark(String id, int part) {
  private static final Pattern PATTERN =
      Pattern.compile("(?:^|.*\\.)oargrid-([0-9a-z]{1,13})-(\\d{1,6})");

  /** A new submission. */
  static String nextId() {
    return Long.toString(
        UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE, Character.MAX_RADIX);
  }

  /** The mark in a name; empty if there is none. */
  static Optional<GridMark> in(@Nullable String name) {
    Matcher matcher = PATTERN.matcher(name == null ? "" : name);
    return matcher.matches()
        ? Optional.of(new GridMark(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** A name with this mark at its end. */
  String onto(@Nullable String name) {
    return JobMark.join(name, toString());
  }

  @Override
  public String toString() {
    return "oargrid-" + id + "-" + part;
  }
}
