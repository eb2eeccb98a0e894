/**
 * What a hello server is: the protocol's numbers ({@link hello.protocol.Protocol}), the contract of a server
 * ({@link hello.protocol.HelloServer}), and the work that a request may be given ({@link hello.protocol.Work}).
 *
 * <p>
 * Whether something really is a hello server is decided by {@link hello.protocol.check}.
 */
package hello.protocol;
