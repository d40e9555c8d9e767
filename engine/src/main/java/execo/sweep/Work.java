package execo.sweep;

/** What is done with an element of a sweep. */
@FunctionalInterface
public interface Work<E> {
  /** Does it; an exception makes the element fail, with its message as the reason. */
  void run(E element) throws Exception;
}
