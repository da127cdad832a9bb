//! The client against a server of this machine that may do anything. It is never run against another one.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::json;
use venule_propose::client::{Client, Endpoint};
use venule_propose::{MOST_ANSWER, Model, NoAnswer};

use crate::support::{completion, content, proposal};

/// Long enough for this machine, whatever else it does.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that takes one request, and how it answers. It gives back the request.
struct Stub {
    address: String,
    thread: JoinHandle<String>,
}

impl Stub {
    fn new(respond: impl FnOnce(&mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let thread = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a client");
            let request = request(&mut stream);
            respond(&mut stream);
            request
        });
        Self { address, thread }
    }

    /// Answers with these bytes and closes.
    fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(move |stream| {
            // The client may have gone away.
            let _ = stream.write_all(&bytes);
        })
    }

    /// Answers with a status, headers and a body of known length.
    fn status(status: &str, headers: &str, body: &[u8]) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
        Self::bytes([head.as_bytes(), body].concat())
    }

    fn ask(self, key: Option<&str>, wait: Duration) -> (Result<Vec<u8>, NoAnswer>, String) {
        let endpoint = Endpoint::below(&format!("http://{}/v1/", self.address)).expect("local");
        let client = Client::new(endpoint, "stub", key, wait).expect("a name");
        assert_eq!(client.host(), self.address);
        let answer = client.answer("{\"asked\":true}");
        (answer, self.thread.join().expect("the server ends"))
    }

    fn answer(self) -> Result<Vec<u8>, NoAnswer> {
        self.ask(None, PATIENCE).0
    }
}

/// Reads a request with a body of known length.
fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).expect("a request");
        bytes.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let named = name.eq_ignore_ascii_case("content-length");
            named.then(|| value.trim().parse::<usize>().ok())?
        });
        let body = text.find("\r\n\r\n").map(|at| text.len() - at - 4);
        let whole = body.is_some_and(|it| length.is_some_and(|length| it >= length));
        if whole || read == 0 {
            return text.into_owned();
        }
    }
}

fn good() -> Vec<u8> {
    completion(&content(&json!([proposal("pregnancy", true, "mimsy")])))
}

#[test]
fn the_prompt_is_posted_once_and_the_answer_comes_back() {
    let (answer, request) = Stub::status("200 OK", "", &good()).ask(Some("sesame"), PATIENCE);
    assert_eq!(answer, Ok(good()));
    assert!(request.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
    let lower = request.to_lowercase();
    assert!(
        lower.contains("authorization: bearer sesame\r\n"),
        "{request}"
    );
    assert!(lower.contains("content-type: application/json\r\n"));
    assert!(request.ends_with("\r\n\r\n{\"asked\":true}"));
    let (_, request) = Stub::status("200 OK", "", b"").ask(None, PATIENCE);
    assert!(!request.to_lowercase().contains("authorization"));
}

#[test]
fn an_answer_in_chunks_is_put_together() {
    let body = good();
    let chunks: Vec<u8> = body
        .chunks(7)
        .flat_map(|it| [format!("{:x}\r\n", it.len()).as_bytes(), it, b"\r\n"].concat())
        .collect();
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let all = [&head[..], &chunks, b"0\r\n\r\n"].concat();
    assert_eq!(Stub::bytes(all).answer(), Ok(body));
    let cut = [&head[..], b"ffff\r\n{\"choices\""].concat();
    assert!(Stub::bytes(cut).answer().is_err());
}

#[test]
fn bytes_that_are_no_text_come_back_as_they_are() {
    let answer = Stub::status("200 OK", "", b"\xff\xfe\x00").answer();
    assert_eq!(answer, Ok(b"\xff\xfe\x00".to_vec()));
}

#[test]
fn an_error_is_its_status_and_nothing_that_stands_in_it() {
    for (status, code) in [
        ("500 Internal Server Error", 500),
        ("503 Busy", 503),
        ("404 Not Found", 404),
        ("401 Unauthorized", 401),
        ("429 Too Many Requests", 429),
    ] {
        let answer = Stub::status(status, "Retry-After: 0\r\n", &good()).answer();
        assert_eq!(answer, Err(NoAnswer::Status(code)));
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Same",
        "308 Same",
    ] {
        let other = TcpListener::bind("127.0.0.1:0").expect("a port");
        other.set_nonblocking(true).expect("it can be asked");
        let port = other.local_addr().expect("an address").port();
        let location = format!("Location: http://127.0.0.1:{port}/v1/chat/completions\r\n");
        let answer = Stub::status(status, &location, b"").answer();
        assert_eq!(answer, Err(NoAnswer::SentOn), "{status}");
        assert!(other.accept().is_err(), "nobody came");
    }
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let endless = |head: &'static [u8], piece: Vec<u8>| {
        Stub::new(move |stream| {
            let mut gone = stream.write_all(head).is_err();
            // Far more than is read; the client goes away before that.
            for _ in 0..100_000 {
                gone = gone || stream.write_all(&piece).is_err();
            }
            assert!(gone, "the client read it all");
        })
    };
    let plain = endless(b"HTTP/1.1 200 OK\r\n\r\n", vec![b' '; 4096]);
    assert_eq!(plain.answer(), Err(NoAnswer::TooLong));
    let chunk = [b"1000\r\n", &[b' '; 4096][..], b"\r\n"].concat();
    let chunked = endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        chunk,
    );
    assert_eq!(chunked.answer(), Err(NoAnswer::TooLong));
    let headers = endless(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n".repeat(500));
    assert!(headers.answer().is_err());
    let long = vec![b' '; MOST_ANSWER + 1];
    let answer = Stub::status("200 OK", "", &long).answer();
    assert_eq!(answer, Err(NoAnswer::TooLong));
}

#[test]
fn a_server_that_is_silent_is_given_up() {
    let short = Duration::from_secs(1);
    let silent = |head: &'static [u8]| {
        Stub::new(move |stream| {
            let _ = stream.write_all(head);
            // It ends when the client goes away.
            let _ = stream.read(&mut [0; 1]);
        })
    };
    for head in [&b""[..], b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
        assert_eq!(silent(head).ask(None, short).0, Err(NoAnswer::TimedOut));
    }
}

#[test]
fn what_is_no_http_and_a_closed_door_are_errors() {
    for bytes in [
        &b""[..],
        b"SSH-2.0-here\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
    ] {
        assert_eq!(Stub::bytes(bytes).answer(), Err(NoAnswer::Broken));
    }
    let address = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let endpoint = Endpoint::below(&format!("http://{}", address.expect("a port")));
    let client = Client::new(endpoint.expect("local"), "stub", None, PATIENCE).expect("a name");
    assert_eq!(client.answer("{}"), Err(NoAnswer::NotReached));
}

#[test]
fn only_tls_leaves_the_machine() {
    for base in [
        "https://models.example/v1",
        "https://models.example:8443/v1/",
        "https://10.0.0.5",
        "http://127.0.0.1:11434/v1",
        "http://localhost/v1",
        "http://[::1]:80/v1",
    ] {
        assert!(Endpoint::below(base).is_ok(), "{base}");
    }
    for base in [
        "",
        "models.example",
        "/v1",
        "http://models.example/v1",
        "http://10.0.0.5/v1",
        "http://localhost.example/v1",
        "http://127.0.0.1.example/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "https://user:password@models.example/v1",
        "https://models.example/v1?key=1",
        "https://models.example/v1#top",
        "http://127.0.0.1\r\nHost: other/v1",
    ] {
        assert!(Endpoint::below(base).is_err(), "{base}");
    }
}

#[test]
fn names_and_keys_are_short_and_plain() {
    let make = |name: &str, key: Option<&str>| {
        let endpoint = Endpoint::below("http://localhost/v1").expect("local");
        Client::new(endpoint, name, key, PATIENCE)
    };
    let client = make("models/small-3.1:7b", Some("sk-1")).expect("plain");
    assert!(!format!("{client:?}").contains("sk-1"));
    assert!(make("small", None).is_ok());
    for name in ["", "a b", "a\nb", "\u{1b}[31m", &"a".repeat(201)] {
        assert!(make(name, None).is_err(), "{name:?}");
    }
    for key in ["", "a\r\nHost: other", "gehe\u{ef}m"] {
        assert!(make("small", Some(key)).is_err(), "{key:?}");
    }
}
