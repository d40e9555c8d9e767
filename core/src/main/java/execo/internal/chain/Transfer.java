package execo.internal.chain;

import execo.internal.os.Timers;
import execo.log.Log;
import execo.log.LogLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One chained copy: decides who feeds whom.
 *
 * <p>The chain is a tree that is a chain as long as nothing goes wrong. A host that is ready is
 * appended to its end. Hosts whose feeder dies or does not move go over to that one's own feeder,
 * in the end to this machine, and go on from the byte that they have.
 */
final class Transfer {
  /** How long the first ready host waits for the others, so that the chain follows their order. */
  private static final Duration GATHER = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** How long a host that this machine feeds may not move. */
  private static final Duration STALL = Duration.ofSeconds(3);

  private final List<Member> members;
  private final Plan plan;
  private final LinkedHashSet<Member> chain = new LinkedHashSet<>();
  private final Map<Integer, Member> links = new HashMap<>();
  private @Nullable Payload payload;
  private @Nullable String sum;
  private int lastLink;
  private boolean gathering;
  private boolean gathered;
  private boolean over;
  private long looked;

  Transfer(List<Member> members) {
    this.members = members;
    var first = members.getFirst().copy();
    plan = Plan.of(first.connection().params(), first.sources().size() == 1, members.size());
  }

  /** Reads the sources and starts the agents, on a thread of its own. */
  void begin() {
    Thread.ofVirtual().name("execo-chain").start(this::open);
  }

  private void open() {
    Payload read;
    try {
      read = Payload.of(members.getFirst().copy().sources().stream().map(Path::of).toList());
    } catch (IOException e) {
      members.forEach(member -> member.fail("the sources cannot be read: " + e));
      return;
    }
    synchronized (this) {
      payload = read;
    }
    for (var i = 0; i < members.size(); i++) {
      var member = members.get(i);
      member.connect(this, AgentScript.input(i, member.copy().target(), plan, read));
    }
    Timers.schedule(LOOK, this::look);
    try {
      var digits = read.sum();
      synchronized (this) {
        sum = digits;
        members.stream().filter(m -> m.place.address != null).forEach(this::tellSum);
      }
    } catch (IOException e) {
      abandon(e.toString());
    }
  }

  private void tellSum(Member member) {
    if (sum != null) {
      member.tell("sum " + sum);
    }
  }

  /** Nothing more can be had from the sources. */
  private synchronized void abandon(String why) {
    members.forEach(member -> member.fail("the sources cannot be read: " + why));
    leaveIfOver();
  }

  // ---- told by the agents

  /**
   * A line of an agent's output, or of what else writes there when somebody logs in, which may be
   * the beginning of the agent's line, too.
   */
  synchronized void heard(Member member, String output) {
    var name = plan.name() + " ";
    var begin = output.indexOf(name);
    if (begin < 0) {
      Log.program().log(LogLevel.DEBUG, () -> name(member) + ": " + output);
      return;
    }
    member.spoke();
    var line = output.substring(begin + name.length());
    var words = line.split(" ", 3);
    switch (words[0]) {
      case "ready" -> ready(member, Integer.parseInt(words[1]), words.length > 2 ? words[2] : "");
      case "at" -> at(member, Long.parseLong(words[1]));
      case "slow" -> slow(member, Integer.parseInt(words[1]));
      case "stalled" -> stalled(member, Integer.parseInt(words[1]));
      case "lost" -> lost(member, Integer.parseInt(words[1]), words.length > 2 ? words[2] : "");
      case "done" -> {
        member.succeed();
        leaveIfOver();
      }
      case "fail" -> member.fail(line.substring("fail ".length()));
      default -> throw new IllegalStateException("not a word of an agent: " + line);
    }
  }

  private void ready(Member member, int port, String own) {
    var names = new LinkedHashSet<String>();
    if (!own.isEmpty()) {
      names.add(own);
    }
    names.add(member.copy().connection().address());
    member.place.address = new Place.Address(port, List.copyOf(names));
    tellSum(member);
    if (gathered) {
      append(member);
    } else if (!gathering) {
      gathering = true;
      Timers.schedule(GATHER, this::gather);
    }
    gatherIfAllAreThere();
  }

  private void gatherIfAllAreThere() {
    if (members.stream().allMatch(m -> m.place.address != null || m.isSettled())) {
      gather();
    }
  }

  private synchronized void gather() {
    if (!gathered) {
      gathered = true;
      members.stream().filter(m -> m.place.address != null && !m.isGone()).forEach(this::append);
    }
  }

  private void at(Member member, long bytes) {
    var place = member.place;
    if (bytes > place.at) {
      place.at = bytes;
      place.moved = System.nanoTime();
      place.stalled &= !place.attached;
      var list = stream().listLength();
      member.copied(Math.max(0, bytes - list), stream().total() - list);
    }
    if (place.stalled && !place.attached) {
      append(member);
    }
  }

  /** A host cannot be connected to so far. */
  private void slow(Member feeder, int link) {
    var member = links.get(link);
    if (member != null) {
      member.place.stalled = true;
      pass(member, feeder);
    }
  }

  /** A host takes nothing any more. */
  private void stalled(Member feeder, int link) {
    var member = links.get(link);
    if (member != null) {
      detach(member);
      pass(member, feeder);
    }
  }

  private void lost(Member feeder, int link, String reason) {
    var member = links.remove(link);
    if (member == null) {
      return;
    }
    feeder.place.misses++;
    detach(member);
    pass(member, feeder);
    Log.program()
        .log(
            LogLevel.DETAIL,
            () -> "chain: " + name(feeder) + " lost " + name(member) + ": " + reason);
    if (member.isSettled() || member.isGone() || isWhole(member)) {
      return;
    }
    if (member.place.lost) {
      member.fail(name(feeder) + " cannot pass the files on to it: " + reason);
    } else {
      member.place.lost = true;
      attach(member, null);
    }
  }

  synchronized void gone(Member member) {
    var feeder = member.place.parent;
    detach(member);
    pass(member, feeder);
    chain.remove(member);
    if (!gathered) {
      gatherIfAllAreThere();
    }
    leaveIfOver();
  }

  // ---- the tree

  private void append(Member member) {
    Member last = null;
    for (var each : chain) {
      if (!each.isGone() && !each.place.stalled && each != member) {
        last = each;
      }
    }
    chain.remove(member);
    attach(member, last);
    chain.add(member);
  }

  /** Has a host fed no more for the time being. */
  private void detach(Member member) {
    var place = member.place;
    place.attached = false;
    place.stalled = true;
    if (links.remove(place.link) != null && place.parent != null) {
      place.parent.tell("drop " + place.link);
    }
    if (place.feed != null) {
      place.feed.stop();
      place.feed = null;
    }
  }

  /** Has a host fed by another one, or by this machine. */
  private void attach(Member member, @Nullable Member feeder) {
    var by = feeder;
    while (by != null && (by.isGone() || by.place.misses >= plan.nextHops())) {
      by = by.place.parent;
    }
    if (by != null && isBehind(by, member)) {
      by = null;
    }
    var place = member.place;
    var address = place.address;
    if (address == null) {
      return;
    }
    detach(member);
    place.attached = true;
    place.stalled = false;
    place.parent = by;
    place.moved = System.nanoTime();
    place.link = ++lastLink;
    if (by != null) {
      links.put(place.link, member);
      by.tell(
          "next %s %s %s %s"
              .formatted(
                  place.link,
                  members.indexOf(member),
                  address.port(),
                  String.join(" ", address.names())));
    } else {
      place.feed = new Feed(member, stream(), place.at, this::abandon);
      place.feed.start();
    }
  }

  /** Whether a host gets what it gets by way of another one. */
  private boolean isBehind(Member member, Member other) {
    var each = member;
    for (var i = 0; i <= members.size() && each != null; i++) {
      if (each == other) {
        return true;
      }
      each = each.place.parent;
    }
    return false;
  }

  /** Has all hosts that one host fed, and that need more, fed by another one. */
  private void pass(Member from, @Nullable Member to) {
    for (var member : members) {
      var place = member.place;
      if (place.attached
          && place.parent == from
          && !member.isGone()
          && !member.isSettled()
          && !isWhole(member)) {
        attach(member, to);
      }
    }
  }

  private boolean isWhole(Member member) {
    return member.place.at == stream().total();
  }

  // ---- the clock

  /**
   * Looks for hosts that do not move, and for those that nothing is heard from. Looking too late is
   * this machine's fault, and what it has not heard for that time nobody's.
   */
  private synchronized void look() {
    leaveIfOver();
    if (over) {
      return;
    }
    var now = System.nanoTime();
    var late = looked == 0 ? 0 : Math.max(0, now - looked - LOOK.toNanos());
    looked = now;
    for (var member : members) {
      var place = member.place;
      if (!member.isSettled() && member.silence().minusNanos(late).compareTo(plan.silence()) > 0) {
        member.lose("the host has not been heard of for " + plan.silence().toSeconds() + " s");
        gone(member);
      } else if (place.feed != null
          && place.feed.sent() > place.at
          && now - place.moved - late > STALL.toNanos()) {
        detach(member);
        pass(member, null);
      }
    }
    Timers.schedule(LOOK, this::look);
  }

  private void leaveIfOver() {
    if (!over && members.stream().allMatch(Member::isSettled)) {
      over = true;
      members.forEach(Member::leave);
    }
  }

  private Payload stream() {
    var known = payload;
    if (known == null) {
      throw new IllegalStateException("not begun");
    }
    return known;
  }

  private static String name(@Nullable Member member) {
    return member == null ? "this machine" : member.copy().connection().host().address();
  }
}
