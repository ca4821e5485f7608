use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, Command, Stdio};

/// A server program that runs until this is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    addr: SocketAddr,
    stderr: BufReader<ChildStderr>,
}

impl Program {
    /// Starts the program on a free port.
    pub fn start(path: &str) -> Program {
        Program::start_with(path, &[])
    }

    /// Starts the program on a free port, with these variables in its environment.
    pub fn start_with(path: &str, variables: &[(&str, &str)]) -> Program {
        let mut command = Command::new(path);
        command.args(["--port", "0"]).envs(variables.iter().copied()).stdin(Stdio::null());
        Program::start_command(&mut command)
    }

    /// Starts the program by this command.
    pub fn start_command(command: &mut Command) -> Program {
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        let line = line(&mut stderr);
        let url = line.split_once("http://").and_then(|(_, url)| url.split_once('/'));
        let addr = url.and_then(|(addr, _)| addr.parse().ok());
        match addr {
            Some(addr) => Program { child, addr, stderr },
            None => panic!("no address in {line:?}"),
        }
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line on standard error; empty after the last.
    pub fn line(&mut self) -> String {
        line(&mut self.stderr)
    }

    /// The exit code, once it has ended by itself.
    pub fn wait(&mut self) -> Option<i32> {
        self.child.wait().expect("the process can be waited for").code()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(stderr: &mut BufReader<ChildStderr>) -> String {
    let mut line = String::new();
    stderr.read_line(&mut line).expect("standard error is text");
    line.trim_end().to_owned()
}

/// What a command line tool did.
#[derive(Debug)]
pub struct Output {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Runs a program to its end.
pub fn run(path: &str, arguments: &[&str]) -> Output {
    run_with(path, arguments, &[])
}

/// Runs a program to its end, with these variables in its environment.
pub fn run_with(path: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let output = Command::new(path)
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    Output {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
