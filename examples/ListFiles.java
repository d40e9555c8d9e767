import static execo.Execo.*;

/** Lists the root directory, then finds the user's files in a directory. */
void main(String[] args) {
  var ls = process("ls /").run();
  IO.println(ls);
  IO.println("stdout:\n" + ls.stdout());
  IO.println("stderr:\n" + ls.stderr());

  var directory = args.length > 0 ? args[0] : "/tmp";
  var find =
      process("find \"$DIRECTORY\" -user \"$(id -un)\"")
          .shell()
          .env("DIRECTORY", directory)
          .nologExitCode()
          .run();
  IO.println(find.stdout());
}
