package execo.testbed.grid5000.internal.tools;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked of the tools, and those of them that are made to wait. Thread-safe. */
public final class Traffic {
  private static final int REMEMBERED = 1000;

  private final Map<String, Deque<String>> calls = new HashMap<>();
  private final Set<String> held = new HashSet<>();

  Traffic() {}

  /** Lets calls of a tool at a site wait from now on, before they do anything. */
  public synchronized void hold(String site, String tool) {
    held.add(site + " " + tool);
  }

  /** Lets calls of a tool at a site go on that wait. */
  public synchronized void letGo(String site, String tool) {
    held.remove(site + " " + tool);
    notifyAll();
  }

  /** The last calls at a site, each as the user, the tool and its arguments. */
  public synchronized List<String> calls(String site) {
    return new ArrayList<>(calls.getOrDefault(site, new ArrayDeque<>()));
  }

  /** Remembers a call, and returns when it may go on. */
  synchronized void pass(Call call) throws InterruptedException {
    var here = call.variable("STANDIN_SITE");
    var seen = calls.computeIfAbsent(here, site -> new ArrayDeque<>());
    if (seen.size() == REMEMBERED) {
      seen.removeFirst();
    }
    var words = new ArrayList<>(List.of(call.user(), call.tool()));
    words.addAll(call.arguments());
    seen.add(String.join(" ", words));
    while (held.contains(here + " " + call.tool())) {
      wait();
    }
  }
}
