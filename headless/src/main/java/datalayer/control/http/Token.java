package datalayer.control.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What whoever holds it may come in with. It does not show in messages or logs.
 *
 * @param reveal the token itself, at least {@value #SHORTEST} characters
 */
public record Token(String reveal) {

  /** Below this a token can be guessed. */
  public static final int SHORTEST = 32;

  private static final int BYTES = 32;

  public Token {
    if (reveal.length() < SHORTEST || !reveal.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "a token needs at least %d characters, of letters, digits and signs".formatted(SHORTEST));
    }
  }

  /** A new one of 256 random bits. */
  public static Token random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether this is the same one; takes as long whether it is or not. */
  boolean matches(String other) {
    return MessageDigest.isEqual(
        reveal.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "***";
  }
}
