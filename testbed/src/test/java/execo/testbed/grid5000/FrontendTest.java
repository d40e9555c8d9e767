package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.Failure;
import execo.process.SshProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tools of frontends and the nodes of jobs, by ssh. */
class FrontendTest {
  private Grid5000Testbed grid;

  @BeforeEach
  void start() {
    grid =
        Grid5000Testbed.builder()
            .sites("lyon")
            .speed(20)
            .deployment(Duration.ofSeconds(20))
            .start();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private ConnectionParams connection() {
    return grid.connection().withSshOptions(List.of("-F", "/dev/null"));
  }

  private SshProcess on(Host host, String command, String user) {
    var process =
        new SshProcess(command, host, connection().withUser(user)).nolog(Failure.values());
    process.timeout("20s").run();
    return process;
  }

  private SshProcess frontend(String command) {
    return on(grid.frontend("lyon"), command, "alice");
  }

  private String submit(String arguments) {
    var process = frontend("oarsub " + arguments + " | sed -n 's/^OAR_JOB_ID=//p'");
    return process.stdout().strip();
  }

  private String awaitState(String job, String state) {
    return frontend(
            "for i in $(seq 100); do oarstat -sj %s | grep -E '%s' && break; sleep 0.1; done"
                .formatted(job, state))
        .stdout()
        .strip();
  }

  @Test
  void runsAJobAndWritesItsOutput() throws Exception {
    var job = submit("-l nodes=2,walltime=1:00:00 'cat $OAR_NODEFILE | wc -l; hostname; exit 3'");
    assertThat(awaitState(job, "Terminated")).isEqualTo(job + ": Terminated");
    var home = grid.home("lyon", "alice");
    assertThat(Files.readString(home.resolve("OAR." + job + ".stdout")).strip().lines())
        .first()
        .matches(lines -> Integer.parseInt(lines.strip()) > 2);
    assertThat(frontend("oarstat -fj " + job).stdout()).contains("exit_code = 768 (3,0,0)");
  }

  @Test
  void reachesNodesWhileAJobHasThem() {
    var job = submit("-l nodes=1,walltime=1:00:00 'sleep 600'");
    awaitState(job, "Running");
    var nodes = frontend("oarstat -pj " + job + " | oarprint host -f -").stdout().strip();
    assertThat(nodes).endsWith(".lyon.grid5000.fr");
    var node = new Host(nodes);
    assertThat(on(node, "hostname; mount | grep -c '^/dev/[^ ]*2 on / '", "alice").stdout())
        .isEqualTo(nodes.split("\\.")[0] + "\n1\n");
    assertThat(on(node, "true", "bob").ok()).isFalse();
    assertThat(on(node, "true", "root").ok()).isFalse();
    assertThat(frontend("OAR_JOB_ID=" + job + " oarsh " + nodes + " 'echo here; exit 4'"))
        .satisfies(p -> assertThat(p.stdout()).isEqualTo("here\n"))
        .satisfies(p -> assertThat(p.exitCode()).isEqualTo(4));
    assertThat(frontend("oardel " + job).stdout())
        .isEqualTo(
            "Deleting the job = %s ...REGISTERED.\nThe job(s) [ %s ] will be deleted in the near future.\n"
                .formatted(job, job));
    awaitState(job, "Error");
    assertThat(on(node, "true", "alice").ok()).isFalse();
    assertThat(frontend("oardel " + job).exitCode()).isEqualTo(6);
  }

  @Test
  void deletesWhatAConditionFinds() {
    var one = submit("-n 'it''s' -l nodes=1,walltime=1:00:00 'sleep 600'");
    var array = submit("-n many --array 2 -l core=1,walltime=1:00:00 'sleep 600'").split("\n");
    awaitState(one, "Running");
    var jobs = "oarstat -s -J --sql \"state NOT IN ('Error', 'Terminated')\"";
    assertThat(frontend(jobs).stdout()).contains(one, array[0], array[1]);
    var deleted = frontend("oardel --sql \"job_name = 'its' AND state <> 'Error'\"");
    assertThat(deleted.stdout())
        .isEqualTo(
            "Deleting the job = %s ...REGISTERED.\nThe job(s) [ %s ] will be deleted in the near future.\n"
                .formatted(one, one));
    assertThat(frontend("oardel --array " + array[0]).stdout())
        .endsWith(
            "The job(s) [ "
                + array[0]
                + " "
                + array[1]
                + " ] will be deleted in the near future.\n");
    awaitState(one, "Error");
    assertThat(grid.toolCalls("lyon"))
        .contains("alice oardel --array " + array[0], "alice oarstat -sj " + one);
  }

  @Test
  void refusesAsTheRealOneDoes() {
    var many = frontend("oarsub -l nodes=5000 'sleep 1'");
    assertThat(many.exitCode()).isEqualTo(8);
    assertThat(many.stdout()).endsWith("OAR_JOB_ID=-5\n");
    assertThat(many.stderr())
        .isEqualTo(
            """
            There are not enough resources for your request
            [ERROR] Oarsub failed, please verify your request syntax.
            """);
    assertThat(frontend("oarsub -l nodes=1,walltime=abc x").exitCode()).isEqualTo(255);
    assertThat(frontend("oarsub -t foo x").exitCode()).isEqualTo(254);
    assertThat(frontend("oarsub -q foo x").exitCode()).isEqualTo(248);
    assertThat(frontend("oarsub -r notadate").exitCode()).isEqualTo(7);
    assertThat(frontend("oarsub -r '2099-01-01 12:00:00, 2099-01-01 11:00:00'").exitCode())
        .isEqualTo(7);
    assertThat(frontend("oarsub").exitCode()).isEqualTo(5);
    assertThat(frontend("oarsub --nosuchoption").exitCode()).isEqualTo(1);
    assertThat(frontend("oarsub --reso nodes=5000 x").exitCode()).isEqualTo(8);
    assertThat(frontend("oarsub -l nodes=5000 --array 2 x").exitCode()).isEqualTo(251);
    assertThat(frontend("oarsub -l nodes=1 --array x x").stderr())
        .isEqualTo("Value \"x\" invalid for option array (number expected)\n");
    assertThat(frontend("oarsub -l nodes=5000 -J x").stdout())
        .endsWith("OAR_JOB_ID=-5\n\n##########\n{\n   \"job_id\" : -5\n}\n\n##########\n");
    assertThat(frontend("oarsub -e k x").stdout()).isEqualTo("OAR_JOB_ID=-15\n");
    assertThat(frontend("oarsub -S nothing").exitCode()).isEqualTo(12);
    assertThat(frontend("oarsub -q admin x").exitCode()).isEqualTo(254);
    var type = frontend("oarsub -l nodes=1 -t besteffort -t foo x");
    assertThat(type.stderr()).isEqualTo("[ADMISSION RULE] Error: unknown job type: foo\n\n");
    assertThat(type.stdout())
        .startsWith("[ADMISSION RULE] Automatically redirect in the besteffort queue\n")
        .endsWith("[ADMISSION RULE] Set default walltime to 7200.\n");
    assertThat(frontend("oarsh").exitCode()).isEqualTo(7);
    assertThat(frontend("OAR_JOB_ID=x oarsh nova-1 id").exitCode()).isEqualTo(5);
    assertThat(frontend("oarprint host -f nothing").exitCode()).isEqualTo(2);
    assertThat(frontend("echo | oarprint host -f -").exitCode()).isEqualTo(255);
    assertThat(frontend("oarnodes nosuch -J").exitCode()).isEqualTo(255);
    assertThat(frontend("oarnodes -s nosuch").stdout()).isEqualTo("nosuch\n");
    assertThat(frontend("oarnodes -V").stdout()).startsWith("OAR version : 2.5");
    assertThat(frontend("oarsub -p \"bad = 'x'\" x").stderr())
        .contains("column \"bad\" does not exist");
    var unknown = frontend("oarstat -fj 999999 -J");
    assertThat(unknown.exitCode()).isZero();
    assertThat(unknown.stdout() + unknown.stderr()).isEmpty();
    assertThat(frontend("oardel 999999").exitCode()).isEqualTo(1);
    assertThat(frontend("oardel abc").exitCode()).isEqualTo(4);
    assertThat(frontend("oardel").exitCode()).isEqualTo(1);
    assertThat(frontend("oardel --sql \"job_name = 'none'\"").exitCode()).isZero();
    assertThat(frontend("oardel --sql \"bad = 1\"").stderr())
        .startsWith("DBD::Pg::st execute failed: ERROR:  column \"bad\" does not exist\n");
    assertThat(frontend("oarhold abc").exitCode()).isEqualTo(2);
    assertThat(frontend("oarwalltime 999999").stdout()).isEqualTo("UNKNOWN JOB\n");
    assertThat(frontend("oarwalltime 999999 +1").stdout())
        .isEqualTo("Not found: could not find job 999999.\n");
  }

  @Test
  void deploysNodes() {
    var job = submit("-t deploy -l nodes=2,walltime=2:00:00 'sleep 600'");
    awaitState(job, "Running");
    var nodes =
        frontend("oarstat -pj " + job + " | oarprint host -f -").stdout().strip().split("\n");
    grid.failDeployments(nodes[1], 1);
    var done =
        frontend("kadeploy3 -k -d -e debian12-min -m " + nodes[0] + " -m " + nodes[1] + " -o ok");
    assertThat(done.exitCode()).isZero();
    assertThat(done.stdout())
        .contains("The deployment is successful on nodes\n" + nodes[0] + "\n")
        .contains("The deployment failed on nodes\n" + nodes[1] + " (Not successfully rebooted)\n");
    assertThat(frontend("cat ok").stdout().strip()).isEqualTo(nodes[0]);
    var root =
        on(new Host(nodes[0]), "mount | grep -c '^/dev/[^ ]*3 on / '; apt-get install x", "root");
    assertThat(root.stdout()).startsWith("1\n");
    assertThat(grid.aptGets(nodes[0])).containsExactly("install x");
    assertThat(frontend("kadeploy3 -e nothing -m " + nodes[0]).exitCode()).isEqualTo(1);
  }

  @Test
  void reservesAndRefusesWithTheNextDate() {
    var valid =
        frontend(
            "oarsub -l nodes=39,walltime=1:00:00 -r \"$(TZ=Europe/Paris date -d '+1 hour' '+%Y-%m-%d %H:%M:%S')\"");
    assertThat(valid.stdout()).endsWith("Reservation valid --> OK\n");
    var late =
        frontend(
            "oarsub -l nodes=39,walltime=1:00:00 -r \"$(TZ=Europe/Paris date -d '+90 min' '+%Y-%m-%d %H:%M:%S')\"");
    assertThat(late.exitCode()).isEqualTo(10);
    assertThat(late.stdout())
        .containsPattern("OAR_JOB_ID=\\d+\n")
        .containsPattern(
            "Reservation not valid --> KO \\(This reservation could run at \\d{4}-.*\\)\n");
  }
}
