import Foundation
import SampleMaking
import SessionStorage

/// Writes the samples of this repository anew: `Samples [name]… [--hear]`, all without a name. With `--hear`, says
/// what the program answered to each line.
@main
struct SamplesProgram {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let hears = arguments.contains("--hear")
    let wanted = arguments.filter { $0 != "--hear" }
    do {
      let route = try Samples.route()
      for name in try Samples.names() where wanted.isEmpty || wanted.contains(name) {
        let made = try Samples.make(name, protocol: route) { line, answers in
          guard hears else { return }
          print(line)
          for answer in answers { print("    \(answer)") }
        }
        for one in made {
          let file = URL(filePath: Samples.repository + "/Sessions/" + one.file)
          try Data(one.bytes).write(to: file, options: .atomic)
          print("Sessions/\(one.file)")
        }
      }
    } catch let fault as SampleFault {
      stop("Tests/Samples/Scripts/\(fault)")
    } catch let error as StorageError {
      stop(error.message)
    } catch {
      stop("\(error)")
    }
  }

  private static func stop(_ problem: String) -> Never {
    FileHandle.standardError.write(Data((problem + "\n").utf8))
    exit(1)
  }
}
