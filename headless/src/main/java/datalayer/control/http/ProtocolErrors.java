package datalayer.control.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a request that is no HTTP, in the words of all other refusals. */
final class ProtocolErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    @Nullable Object reason = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String detail =
        reason == null ? HttpStatus.getMessage(status) : Gatekeeper.visible(reason.toString());
    String remedy =
        status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
            ? "Send fewer or shorter headers: 8 KiB at most."
            : "Send plain HTTP/1.1.";
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(
        true,
        ByteBuffer.wrap(Documents.write(new Problem(status, "Not understood", detail, remedy))),
        callback);
    return true;
  }
}
