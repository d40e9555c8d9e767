package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.oar.Refusal.Reason;
import execo.tests.real.RealOar;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@RealOar
class RealOarJobsTest extends JobsContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }

  /**
   * OAR keeps the job then, and would start it later. The deletion is written down while the server
   * is away; the server carries it out with the next one, of whichever job.
   */
  @Test
  void jobKeptByADeadServerIsDeleted() {
    RealOarSite.service("server-down");
    try {
      var refusal = Objects.requireNonNull(oar.oarsub(at(nodes(1))).refusal());
      assertThat(refusal.reason()).isEqualTo(Reason.SERVER_DOWN);
      assertThat(refusal.message()).contains("was there all the same");
    } finally {
      RealOarSite.service("server-up");
    }
    var kept = oar.currentJobs(List.of(site.site()));
    oar.oardel(List.of(submit(nodes(1))));
    for (var job : kept) {
      var end = await(job, info -> info.state().over());
      assertThat(end.events()).extracting(event -> event.type()).contains("FRAG_JOB_REQUEST");
    }
  }
}
