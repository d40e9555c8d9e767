package execo.internal.template;

/** The text for each process number; numbers past the last element start over. */
@FunctionalInterface
interface IndexedText {
  String at(int index);
}
