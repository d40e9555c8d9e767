package execo.internal.taktuk;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.transfer.Census;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The files that one program copies to some hosts: read once, when the last of the hosts is ready,
 * and sent once, for TakTuk to spread, at the pace of the slowest. All is done in the mailbox.
 */
final class Feed implements ChildListener {
  private static final int PIECE = 24_000;
  private static final int MOST_UNDER_WAY = 32;
  private static final int MOST_READ_AHEAD = 32;
  private static final int TERM = 15;

  /** The way to one host. */
  final class Lane implements Intake {
    private final Member member;
    private final PutListener put;
    private boolean ready;
    private boolean open = true;

    /** For each piece that is on its way, how far the copy will have come with it. */
    private final Queue<Long> underWay = new ArrayDeque<>();

    Lane(Member member, PutListener put) {
      this.member = member;
      this.put = put;
    }

    /** The host can be spoken to. */
    void ready() {
      ready = true;
      advance();
    }

    @Override
    public void taken() {
      var done = underWay.poll();
      if (done != null) {
        put.copied(done, total);
      }
      advance();
    }

    @Override
    public void refuse(String reason) {
      open = false;
      ranks = null;
      advance();
    }
  }

  private final ProcessEngine engine;
  private final Mailbox mailbox;
  private final TaktukSession session;
  private final List<String> sources;
  private final List<Lane> lanes;
  private final Queue<Piece> pieces = new ArrayDeque<>();
  private final ArchiveMeter meter = new ArchiveMeter();
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private @Nullable String ranks;
  private @Nullable Child archive;
  private boolean paused;
  private boolean over;
  private boolean closed;
  private long total;

  /**
   * A part of the archive.
   *
   * @param text it in base64
   * @param done how many bytes of contents there are up to its end
   */
  private record Piece(String text, long done) {}

  private Feed(
      ProcessEngine engine, Mailbox mailbox, TaktukSession session, List<Member> receivers) {
    this.engine = engine;
    this.mailbox = mailbox;
    this.session = session;
    lanes = receivers.stream().map(this::lane).toList();
    sources = lanes.getFirst().put.sources();
  }

  private Lane lane(Member receiver) {
    var put = receiver.put();
    if (put == null) {
      throw new IllegalArgumentException("no copy to a host");
    }
    var lane = new Lane(receiver, put);
    receiver.feed(lane);
    return lane;
  }

  /** Feeds members that are to receive the same files. */
  static void start(
      ProcessEngine engine, Mailbox mailbox, TaktukSession session, List<Member> receivers) {
    new Feed(engine, mailbox, session, receivers);
  }

  private void advance() {
    if (archive == null) {
      if (!over && lanes.stream().anyMatch(lane -> lane.open) && allReady()) {
        read();
      }
      return;
    }
    if (lanes.stream().noneMatch(lane -> lane.open)) {
      pieces.clear();
      setPaused(false);
      if (!over && lanes.stream().allMatch(this::isSettled)) {
        archive.signalTree(TERM);
      }
      return;
    }
    while (!pieces.isEmpty() && mayGo()) {
      var piece = pieces.remove();
      session.tellAgents(ranks(), "w:" + piece.text());
      lanes.forEach(lane -> lane.underWay.add(piece.done()));
    }
    if (over && pieces.isEmpty() && !closed) {
      closed = true;
      session.tellAgents(ranks(), "c:");
    }
    setPaused(pieces.size() > MOST_READ_AHEAD);
  }

  private boolean isSettled(Lane lane) {
    return lane.put.isOver() || !lane.member.isOf(session);
  }

  private boolean allReady() {
    return lanes.stream().allMatch(lane -> lane.ready || !lane.open);
  }

  private boolean mayGo() {
    return lanes.stream().allMatch(lane -> !lane.open || lane.underWay.size() < MOST_UNDER_WAY);
  }

  private String ranks() {
    if (ranks == null) {
      ranks =
          RankSet.of(lanes.stream().filter(lane -> lane.open).map(l -> l.member.rank()).toList());
    }
    return ranks;
  }

  private void setPaused(boolean pause) {
    if (pause != paused && archive != null) {
      paused = pause;
      if (pause) {
        archive.pauseReading();
      } else {
        archive.resumeReading();
      }
    }
  }

  // ---- the archive

  private void read() {
    Census.of(sources).thenAccept(bytes -> mailbox.post(() -> total = bytes));
    var script = ArchiveScripts.send(sources);
    archive =
        engine.spawn(
            new SpawnRequest(List.of("/bin/sh", "-c", script), System.getenv(), null, false, false),
            this);
  }

  @Override
  public void started(long pid) {}

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    mailbox.post(() -> {
      if (stream == OutputStreamId.STDERR) {
        complaints.writeBytes(bytes);
        return;
      }
      unsent.writeBytes(bytes);
      if (unsent.size() >= PIECE) {
        cut(PIECE);
      }
      advance();
    });
  }

  /** Makes pieces of what was read, as long as there are so many bytes. */
  private void cut(int least) {
    var all = unsent.toByteArray();
    unsent.reset();
    var at = 0;
    while (all.length - at >= least) {
      var end = Math.min(all.length, at + PIECE);
      var bytes = Arrays.copyOfRange(all, at, end);
      meter.pass(bytes);
      pieces.add(new Piece(Base64.getEncoder().encodeToString(bytes), meter.done()));
      at = end;
    }
    unsent.write(all, at, all.length - at);
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {}

  @Override
  public void ended(ExitStatus status) {
    mailbox.post(() -> {
      if (unsent.size() > 0) {
        cut(1);
      }
      over(status.code() == 0 ? null : complaints.toString(StandardCharsets.UTF_8));
    });
  }

  @Override
  public void failed(String reason) {
    mailbox.post(() -> over(reason + "\n"));
  }

  private void over(@Nullable String complaint) {
    over = true;
    lanes.stream()
        .filter(lane -> lane.member.isOf(session))
        .forEach(lane -> lane.put.sourceOver(complaint));
    advance();
  }
}
