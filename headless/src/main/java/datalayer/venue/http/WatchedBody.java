package datalayer.venue.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Hands an answer's body to a sink, counts it, and can be stopped from outside at any moment: after
 * {@link #stop} the sink hears nothing more.
 *
 * @param <T> what the body becomes
 */
final class WatchedBody<T> implements BodySubscriber<T> {

  private final BodySink<T> sink;
  private final long maxBytes;
  private final CompletableFuture<T> body = new CompletableFuture<>();
  private final long startedAt = System.nanoTime();
  private @Nullable Subscription subscription;
  private boolean ended;
  private volatile long received;

  WatchedBody(BodySink<T> sink, ResponseInfo head, long maxBytes) {
    this.sink = sink;
    this.maxBytes = maxBytes;
    head.headers()
        .firstValueAsLong("Content-Length")
        .ifPresent(length -> {
          if (length > maxBytes) {
            fail(new TooLargeException(maxBytes));
          }
        });
  }

  /** In {@link System#nanoTime}. */
  long startedAt() {
    return startedAt;
  }

  long received() {
    return received;
  }

  synchronized void stop() {
    fail(new IOException("stopped"));
  }

  @Override
  public CompletionStage<T> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    if (ended) {
      newSubscription.cancel();
    } else {
      newSubscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (ended) {
        return;
      }
      long total = received + buffer.remaining();
      received = total;
      if (total > maxBytes) {
        fail(new TooLargeException(maxBytes));
        return;
      }
      try {
        sink.take(buffer);
      } catch (IOException e) {
        fail(new SinkException(e));
      }
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public synchronized void onComplete() {
    if (ended) {
      return;
    }
    try {
      T result = sink.complete();
      ended = true;
      body.complete(result);
    } catch (IOException e) {
      fail(new SinkException(e));
    }
  }

  private void fail(Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    sink.abandon();
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(failure);
  }

  /** The body is larger than the call allows. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(long maxBytes) {
      super(String.format(Locale.ROOT, "the answer is larger than %,d bytes", maxBytes));
    }
  }

  /** The body came but could not be kept. */
  static final class SinkException extends IOException {
    private static final long serialVersionUID = 1;

    SinkException(IOException cause) {
      super(cause);
    }
  }
}
