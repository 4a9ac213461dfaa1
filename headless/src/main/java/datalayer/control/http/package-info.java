/**
 * The one door for operators, over HTTP on loopback.
 *
 * <p>{@link datalayer.control.http.ControlServer} opens it, {@link
 * datalayer.control.http.HttpControl} goes through it, {@link datalayer.control.http.ControlFile}
 * tells where it is. Whoever holds the token may do everything, so the door is narrow: loopback
 * only; the Host header must name loopback, or a page whose name was rebound to 127.0.0.1 could
 * speak to us; nothing that a browser sends on behalf of a page is answered, and there is no CORS;
 * whatever changes something is a POST of {@code application/json}, which no form can send; the
 * token travels in a header, never in an address.
 *
 * <p>{@code /metrics} needs the token like {@code /api}: figures tell other users of the machine
 * what is collected, and Prometheus can send a header. {@code /livez} and {@code /readyz} do not,
 * because probes of a service supervisor keep no secrets; they answer what was last looked at and
 * make nobody work.
 */
@NullMarked
package datalayer.control.http;

import org.jspecify.annotations.NullMarked;
