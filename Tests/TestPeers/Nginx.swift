package import DNS
import Foundation

/// The web server in front of most platforms.
package enum Nginx {
    package static let isInstalled = Program.isInstalled("nginx")

    /// Runs `server { … }` blocks, in which `LISTEN` stands for the address and port, and `FOLDER` for the working folder.
    package static func start(
        _ servers: String, address: IPAddress = Loopback.ipv4, port: UInt16 = 0
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        let path = folder.url.path
        return try await ServerProcess.startStreamServer("nginx", address: address, port: port, folder: folder) { endpoint in
            let configuration = """
                daemon off;
                master_process off;
                pid \(path)/nginx.pid;
                error_log \(path)/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path \(path)/body;
                  proxy_temp_path \(path)/proxy;
                  fastcgi_temp_path \(path)/fastcgi;
                  uwsgi_temp_path \(path)/uwsgi;
                  scgi_temp_path \(path)/scgi;
                  \(servers.replacingOccurrences(of: "LISTEN", with: endpoint.description).replacingOccurrences(of: "FOLDER", with: path))
                }

                """
            return ["-p", path, "-e", "\(path)/error.log", "-c", try folder.write(configuration, to: "nginx.conf")]
        }
    }
}
