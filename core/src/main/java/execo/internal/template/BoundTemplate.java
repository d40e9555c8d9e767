package execo.internal.template;

import java.util.List;

/** A template with all its values, ready to be written out. Immutable and thread-safe. */
public final class BoundTemplate {
  private final List<Part> parts;

  BoundTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  @FunctionalInterface
  interface Part {
    String text(int index, String host);
  }

  /**
   * The text for one process.
   *
   * @param index the process's number, from 0
   * @param hostAddress its host's address as the user wrote it, not rewritten
   */
  public String render(int index, String hostAddress) {
    if (parts.size() == 1) {
      return parts.getFirst().text(index, hostAddress);
    }
    var out = new StringBuilder();
    for (Part part : parts) {
      out.append(part.text(index, hostAddress));
    }
    return out.toString();
  }
}
