package execo.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Lists of hosts: from expressions, files and collections, without duplicates or exclusions, and
 * shown shortly.
 *
 * <p>A host expression is a comma list of {@code [user@]address[:port]} in which brackets stand for
 * numbers: {@code node-[01-12,20].site,other}. Zero padding is kept, {@code [1-9/2]} counts in
 * steps, several brackets give every combination (the last varies fastest), order and repeats are
 * kept. An IPv6 address in brackets stays what it is.
 */
public final class Hosts {
  /** The most hosts that one expression may stand for. */
  public static final int MAX_HOSTS = 1_000_000;

  private Hosts() {}

  /**
   * The hosts that are given, in order and with repeats: each a host expression, a {@link Host}, or
   * a collection, array or stream of those.
   *
   * @throws IllegalArgumentException for anything else, or for a malformed expression
   */
  public static List<Host> of(@Nullable Object... hosts) {
    var all = new ArrayList<Host>();
    addAll(all, Arrays.asList(hosts));
    return List.copyOf(all);
  }

  /**
   * The hosts that an expression stands for, in order and with repeats.
   *
   * @throws IllegalArgumentException for a malformed expression or one of more than {@link
   *     #MAX_HOSTS} hosts; the message names the text and the position, counted from 1
   */
  public static List<Host> parse(String expression) {
    List<String> names = HostExpression.expand(expression);
    var hosts = new ArrayList<Host>(names.size());
    for (String name : names) {
      hosts.add(Host.of(name));
    }
    return List.copyOf(hosts);
  }

  /**
   * The hosts that a command line selects: {@code @FILE} reads a file and {@code -} reads {@code
   * stdin}, as {@link #read} does; everything else is an expression.
   *
   * @throws IllegalArgumentException for a malformed expression or line, or a file that cannot be
   *     read
   * @throws UncheckedIOException if reading {@code stdin} fails
   */
  public static List<Host> select(String selection, Reader stdin) {
    if (selection.equals("-")) {
      return read("standard input", stdin);
    }
    if (!selection.startsWith("@")) {
      return parse(selection);
    }
    String file = selection.substring(1);
    if (file.isEmpty()) {
      throw new IllegalArgumentException("no file name after '@'; accepted is @FILE");
    }
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      return read(file, reader);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("cannot read host file '" + file + "': " + reason(e), e);
    }
  }

  /**
   * The hosts that a text lists, one host or host expression a line. Blank lines, and what follows
   * a {@code #} at the start of a line or after a blank, are skipped.
   *
   * @param name what messages call the text
   * @throws IllegalArgumentException for a malformed line; the message starts with {@code
   *     name:line}
   * @throws UncheckedIOException if reading fails
   */
  public static List<Host> read(String name, Reader reader) {
    var hosts = new ArrayList<Host>();
    try {
      var lines = new BufferedReader(reader);
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String expression = withoutComment(line).strip();
        if (!expression.isEmpty()) {
          addLine(hosts, name, number, expression);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(hosts);
  }

  /**
   * The hosts that no excluded one matches, in order. An excluded host matches those of its address
   * that have every user, key file and port that it has itself: {@code node-1} excludes {@code
   * root@node-1} too.
   */
  public static List<Host> exclude(Collection<Host> hosts, Collection<Host> excluded) {
    Map<String, List<Host>> byAddress = new HashMap<>();
    for (Host host : excluded) {
      byAddress.computeIfAbsent(host.address(), _ -> new ArrayList<>(1)).add(host);
    }
    var kept = new ArrayList<Host>(hosts.size());
    for (Host host : hosts) {
      boolean matched = false;
      for (Host pattern : byAddress.getOrDefault(host.address(), List.of())) {
        matched |= matches(pattern, host);
      }
      if (!matched) {
        kept.add(host);
      }
    }
    return List.copyOf(kept);
  }

  /** The hosts without repeats, in the order of their first appearance. */
  public static List<Host> unique(Collection<Host> hosts) {
    return List.copyOf(set(hosts));
  }

  /** The hosts as a set that iterates in the order of their first appearance. */
  public static Set<Host> set(Collection<Host> hosts) {
    return new LinkedHashSet<>(hosts);
  }

  /**
   * A short text for many hosts, {@code node-[01-12,20].site,other}: an expression for the same set
   * of hosts, without repeats, sorted by text and number. Key files are not shown.
   */
  public static String fold(Collection<Host> hosts) {
    var names = new ArrayList<String>(hosts.size());
    for (Host host : hosts) {
      names.add(host.toString());
    }
    return HostFolder.fold(names);
  }

  private static void addAll(List<Host> all, Iterable<?> given) {
    for (Object each : given) {
      switch (each) {
        case Host host -> all.add(host);
        case CharSequence text -> all.addAll(parse(text.toString()));
        case Path path ->
            throw new IllegalArgumentException("not a host: the path " + path + "; see Hosts.read");
        case Iterable<?> more -> addAll(all, more);
        case Object[] more -> addAll(all, Arrays.asList(more));
        case BaseStream<?, ?> more -> more.iterator().forEachRemaining(e -> addAll(all, one(e)));
        case null, default ->
            throw new IllegalArgumentException(
                "not a host: %s; accepted are a text, a Host, or a collection of those"
                    .formatted(each == null ? "null" : each.getClass().getName() + " " + each));
      }
    }
  }

  private static List<?> one(@Nullable Object element) {
    return Arrays.asList(new @Nullable Object[] {element});
  }

  private static void addLine(List<Host> hosts, String name, int number, String expression) {
    try {
      hosts.addAll(parse(expression));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
    }
  }

  private static String withoutComment(String line) {
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      if (i == 0 || Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static boolean matches(Host pattern, Host host) {
    return (pattern.user() == null || pattern.user().equals(host.user()))
        && (pattern.keyFile() == null || pattern.keyFile().equals(host.keyFile()))
        && (pattern.port() == null || pattern.port().equals(host.port()));
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
