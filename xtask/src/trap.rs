//! Makes what panics trap: in a release nobody reads a panic's message, and the messages, the names
//! of files and what formats them weigh as much as the texts of the page.
//!
//! A function that can do nothing but panic never comes back. Where one is called, the program ends
//! there, so that the steps that only prepare the call need not be taken either: they, from the last
//! branch or call before on, and the call itself become one `unreachable`. A function that begins
//! with it never comes back either. What only panics have used is then no longer used, and the cut
//! and wasm-opt leave it out. That the program ended, the page tells all the same:
//! `public/start.js`.
//!
//! Nothing moves: what is no longer there is filled up with `nop`. Of the linker's relocations,
//! those are taken out that stood in what was overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, RelocSectionReader, TypeRef};

/// What every panic comes to. A new compiler may name it otherwise.
const PANIC: &str = "core::panicking::panic_fmt";

/// What else ends the program, where it is there. Which functions come to nothing but a call of
/// these is found out.
const ENDS: [&str; 3] =
    [PANIC, "core::panicking::panic_nounwind_fmt", "alloc::alloc::handle_alloc_error"];

/// The section that tells the linker, and the cut, where the code names what.
const RELOCATIONS: &str = "reloc.CODE";

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// A function of the module: where its instructions stand, and what matters of each.
struct Function {
    /// Where the instructions begin, and after the last.
    code: Range<usize>,
    steps: Vec<Step>,
}

/// An instruction.
struct Step {
    at: usize,
    does: Does,
}

/// What an instruction means for where the program goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Goes on to the next.
    Computes,
    Calls(u32),
    /// Ends the program.
    Traps,
    /// What calls by a table, branches, or is where a branch leads.
    Turns(Turn),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Calls a function that is not known.
    Anything,
    Block,
    Loop,
    If,
    Else,
    End,
    /// Leaves by so many blocks, or goes on.
    MayLeave(u32),
    Leaves(u32),
    /// Leaves by some of all blocks.
    LeavesBySome,
    Returns,
}

/// The module with traps instead of panics, and how many calls have gone.
pub(crate) fn trap(module: &[u8]) -> Result<(Vec<u8>, usize)> {
    let Read { functions, imported, names, relocations, code_start } = read(module)?;
    let is_any = |name: &str, of: &[&str]| of.iter().any(|path| is(name, path));
    ensure!(names.values().any(|name| is(name, PANIC)), "The program has no function {PANIC}");
    let found = names.iter().filter(|(_, name)| is_any(name, &ENDS));
    let mut ends: BTreeSet<u32> = found.map(|(index, _)| *index).collect();
    // A function is known to end the program once all that it comes to are.
    loop {
        let number = |at: usize| (imported + at) as u32;
        let found = functions.iter().enumerate().map(|(at, function)| (number(at), function));
        let found: Vec<u32> = found
            .filter(|(number, function)| {
                !ends.contains(number) && only_ends(function, &ends, imported)
            })
            .map(|(number, _)| number)
            .collect();
        if found.is_empty() {
            break;
        }
        ends.extend(found);
    }

    let (mut made, mut gone, mut calls) = (module.to_vec(), Vec::new(), 0);
    for (at, function) in functions.iter().enumerate() {
        let stretches = if ends.contains(&((imported + at) as u32)) {
            // Its last instruction is the `end`.
            let last = function.steps.last().context("A function has no end")?.at;
            iter::once(function.code.start..last).collect()
        } else {
            let (stretches, ended) = stretches(function, &ends);
            calls += ended;
            stretches
        };
        for stretch in stretches {
            made[stretch.clone()].fill(NOP);
            made[stretch.start] = UNREACHABLE;
            gone.push(stretch.start - code_start..stretch.end - code_start);
        }
    }
    let made = without_relocations(&made, relocations, &gone)?;
    wasmparser::validate(&made).context("The program with traps is not sound")?;
    Ok((made, calls))
}

/// Whether a name as the compiler writes it is of the function: in either of its ways.
fn is(name: &str, path: &str) -> bool {
    let parts: Vec<String> = path.split("::").map(|part| format!("{}{part}", part.len())).collect();
    // `_ZN4core9panicking9panic_fmt17h…E`, `_RNvNtCs…_4core9panicking9panic_fmt`, or plain.
    let legacy = format!("_ZN{}17h", parts.concat());
    name.starts_with(&legacy)
        || name.starts_with("_R") && name.ends_with(&parts.concat())
        || name == path
        || name.strip_prefix(path).is_some_and(|rest| rest.starts_with("::h"))
}

/// The stretches of a function that come to nothing but the program's end, and how many calls they
/// hold.
fn stretches(function: &Function, ends: &BTreeSet<u32>) -> (Vec<Range<usize>>, usize) {
    let (mut stretches, mut calls, mut start) = (Vec::new(), 0, function.code.start);
    for (n, step) in function.steps.iter().enumerate() {
        let next = function.steps.get(n + 1).map_or(function.code.end, |step| step.at);
        match step.does {
            Does::Computes => continue,
            Does::Calls(callee) if ends.contains(&callee) => {
                stretches.push(start..next);
                calls += 1;
            }
            Does::Traps => stretches.push(start..next),
            Does::Calls(_) | Does::Turns(_) => {}
        }
        start = next;
    }
    (stretches, calls)
}

/// Whether a function never comes back, and on no way says anything to the world: calls what is
/// imported, or what is not known.
fn only_ends(function: &Function, ends: &BTreeSet<u32>, imported: usize) -> bool {
    // For each open block whether what follows its end is reached by leaving it; for a loop, leaving
    // is beginning anew.
    let mut open = vec![(Turn::Block, false, true)];
    let mut reached = true;
    for (n, step) in function.steps.iter().enumerate() {
        let depth = open.len();
        let leave = |by: u32, open: &mut Vec<(Turn, bool, bool)>| {
            let block = depth.checked_sub(1 + by as usize).and_then(|at| open.get_mut(at));
            if let Some(block) = block {
                block.1 |= block.0 != Turn::Loop;
            }
        };
        match step.does {
            Does::Turns(turn @ (Turn::Block | Turn::Loop | Turn::If)) => {
                open.push((turn, false, reached));
            }
            Does::Turns(Turn::Else) => {
                if let Some(block) = open.last_mut() {
                    block.1 |= reached;
                    // What the condition's other outcome leads to.
                    block.0 = Turn::Else;
                    reached = block.2;
                }
            }
            Does::Turns(Turn::End) => {
                let Some((turn, left, entered)) = open.pop() else { return false };
                reached |= left || turn == Turn::If && entered;
            }
            _ if !reached => {}
            Does::Computes => {}
            Does::Traps => reached = false,
            Does::Calls(callee) if ends.contains(&callee) => reached = false,
            Does::Calls(callee) => {
                // Or calls what never comes back and may say something before.
                let next = function.steps.get(n + 1);
                let last = next.is_some_and(|next| next.does == Does::Traps);
                if (callee as usize) < imported || last {
                    return false;
                }
            }
            Does::Turns(Turn::Anything) => return false,
            Does::Turns(Turn::MayLeave(by)) => leave(by, &mut open),
            Does::Turns(Turn::Leaves(by)) => {
                leave(by, &mut open);
                reached = false;
            }
            Does::Turns(Turn::LeavesBySome | Turn::Returns) => return false,
        }
    }
    !reached
}

/// What is read of a module.
struct Read<'a> {
    functions: Vec<Function>,
    /// So many functions are imported; they come first in the numbering.
    imported: usize,
    names: BTreeMap<u32, &'a str>,
    /// The section with the relocations of the code, if there is one.
    relocations: Option<Relocations>,
    /// Where what the relocations count from stands.
    code_start: usize,
}

/// The relocations of the code.
struct Relocations {
    /// The number of the section that they are of.
    of: u32,
    /// Where the section's content stands.
    section: Range<usize>,
    /// For each, where in the code it is, and where it stands itself.
    each: Vec<(usize, Range<usize>)>,
}

fn read(module: &[u8]) -> Result<Read<'_>> {
    let mut read = Read {
        functions: Vec::new(),
        imported: 0,
        names: BTreeMap::new(),
        relocations: None,
        code_start: 0,
    };
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("The program is no WebAssembly")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let function = matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_));
                    read.imported += usize::from(function);
                }
            }
            Payload::CodeSectionStart { range, .. } => read.code_start = place(range.start)?,
            Payload::CodeSectionEntry(body) => {
                let mut reader = body.get_operators_reader()?;
                let start = place(reader.original_position())?;
                let mut steps = Vec::new();
                while !reader.eof() {
                    let (operator, at) = reader.read_with_offset()?;
                    steps.push(Step { at: place(at)?, does: does(&operator) });
                }
                read.functions.push(Function { code: start..place(body.range().end)?, steps });
            }
            Payload::CustomSection(custom) => match custom.as_known() {
                KnownCustom::Name(names) => {
                    for part in names {
                        let Name::Function(names) = part? else { continue };
                        for name in names {
                            let name = name?;
                            read.names.insert(name.index, name.name);
                        }
                    }
                }
                KnownCustom::Reloc(section) if custom.name() == RELOCATIONS => {
                    let range = custom.range();
                    let content = place(range.start)?..place(range.end)?;
                    read.relocations = Some(relocations(content, &section)?);
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(read)
}

fn does(operator: &Operator<'_>) -> Does {
    match operator {
        Operator::Unreachable => Does::Traps,
        Operator::Call { function_index } => Does::Calls(*function_index),
        Operator::CallIndirect { .. } => Does::Turns(Turn::Anything),
        Operator::Block { .. } => Does::Turns(Turn::Block),
        Operator::Loop { .. } => Does::Turns(Turn::Loop),
        Operator::If { .. } => Does::Turns(Turn::If),
        Operator::Else => Does::Turns(Turn::Else),
        Operator::End => Does::Turns(Turn::End),
        Operator::Br { relative_depth } => Does::Turns(Turn::Leaves(*relative_depth)),
        Operator::BrIf { relative_depth } => Does::Turns(Turn::MayLeave(*relative_depth)),
        Operator::BrTable { .. } => Does::Turns(Turn::LeavesBySome),
        Operator::Return => Does::Turns(Turn::Returns),
        // Tail calls and exceptions, which Rust does not make here: not taken for mere computing.
        Operator::ReturnCall { .. }
        | Operator::ReturnCallIndirect { .. }
        | Operator::ReturnCallRef { .. }
        | Operator::CallRef { .. }
        | Operator::TryTable { .. }
        | Operator::Throw { .. }
        | Operator::ThrowRef
        | Operator::Try { .. }
        | Operator::Catch { .. }
        | Operator::CatchAll
        | Operator::Delegate { .. }
        | Operator::Rethrow { .. } => Does::Turns(Turn::LeavesBySome),
        _ => Does::Computes,
    }
}

fn relocations(section: Range<usize>, reader: &RelocSectionReader<'_>) -> Result<Relocations> {
    let entries = reader.entries();
    let mut each = Vec::new();
    let mut starts = Vec::new();
    for entry in entries.clone().into_iter_with_offsets() {
        let (at, entry) = entry?;
        starts.push(place(at)?);
        each.push(entry.offset as usize);
    }
    let ends = starts.iter().skip(1).copied().chain([section.end]);
    let each = each.into_iter().zip(starts.iter().copied().zip(ends).map(|(a, b)| a..b)).collect();
    Ok(Relocations { of: reader.section_index(), section, each })
}

/// The module without the relocations that stand in what was overwritten.
fn without_relocations(
    module: &[u8],
    relocations: Option<Relocations>,
    gone: &[Range<usize>],
) -> Result<Vec<u8>> {
    let Some(Relocations { of, section, each }) = relocations else { return Ok(module.to_vec()) };
    // Both stand in the order of the code.
    let (mut kept, mut count, mut next) = (Vec::new(), 0, 0);
    for (at, bytes) in each {
        while gone.get(next).is_some_and(|stretch| stretch.end <= at) {
            next += 1;
        }
        if gone.get(next).is_none_or(|stretch| at < stretch.start) {
            kept.extend_from_slice(&module[bytes]);
            count += 1;
        }
    }
    let mut content = Vec::new();
    number(&mut content, RELOCATIONS.len());
    content.extend_from_slice(RELOCATIONS.as_bytes());
    number(&mut content, of as usize);
    number(&mut content, count);
    content.extend_from_slice(&kept);
    // The length before a section: of five bytes, as the linker writes it, or fewer.
    let length = leb_before(module, section.start, section.len())?;
    let mut made = module[..length].to_vec();
    number(&mut made, content.len());
    made.extend_from_slice(&content);
    made.extend_from_slice(&module[section.end..]);
    Ok(made)
}

/// Where the number begins that ends before `end`.
fn leb_before(module: &[u8], end: usize, value: usize) -> Result<usize> {
    let reads = |start: &usize| {
        let bytes = module.get(*start..end)?;
        let more = bytes.iter().rev().skip(1).all(|byte| byte & 0x80 != 0);
        let last = bytes.last().is_some_and(|byte| byte & 0x80 == 0);
        let read = bytes.iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        // Before the length stands the kind of section.
        (more && last && read == value && module.get(start - 1) == Some(&0)).then_some(())
    };
    let mut starts = (end.saturating_sub(5).max(1)..end).rev();
    starts.find(|start| reads(start).is_some()).context("A section has no length")
}

/// Writes a number as WebAssembly does.
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn place(at: u64) -> Result<usize> {
    usize::try_from(at).context("The program is too large for this machine")
}

#[cfg(test)]
mod tests {
    use std::slice;

    use wasm_encoder::{
        BlockType, CodeSection, CustomSection, EntityType, Function, FunctionSection,
        ImportSection, InstructionSink, MemorySection, MemoryType, Module, NameMap, NameSection,
        TypeSection,
    };

    use super::*;

    /// What the functions below are called in the program; those imported come first.
    const NAMES: [&str; 7] = [
        "alert",
        "_RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt",
        "_ZN4core6option13unwrap_failed17h5f6b3e2f97047d0fE",
        "tells_first",
        "always_one_or_the_other",
        "fails_if",
        "ends_by_another",
    ];

    /// The functions after those imported: each with its number of texts it prepares.
    fn program() -> Vec<u8> {
        let body = |fill: &dyn Fn(&mut InstructionSink<'_>)| {
            let mut function = Function::new([]);
            fill(&mut function.instructions());
            function.instructions().end();
            function
        };
        let bodies = [
            // panic_fmt: whatever it does.
            body(&|code| {
                code.call(0).unreachable();
            }),
            // unwrap_failed: prepares a message and panics.
            body(&|code| {
                code.i32_const(8).i32_const(11).i32_store(at()).call(1).unreachable();
            }),
            // tells_first: never comes back either, but is no panic.
            body(&|code| {
                code.call(0).unreachable();
            }),
            // always_one_or_the_other
            body(&|code| {
                code.i32_const(1).if_(BlockType::Empty).call(2).unreachable().else_();
                code.call(1).unreachable().end().unreachable();
            }),
            // fails_if: says something, and in one case prepares a message and panics.
            body(&|code| {
                code.call(0).block(BlockType::Empty).i32_const(1).br_if(0);
                code.i32_const(8).i32_const(22).i32_store(at()).call(2).unreachable().end();
                code.i32_const(8).i32_const(33).i32_store(at());
            }),
            // ends_by_another: calls what tells first.
            body(&|code| {
                code.i32_const(8).i32_const(44).i32_store(at()).call(3).unreachable();
            }),
        ];
        let (mut module, mut types) = (Module::new(), TypeSection::new());
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("page", "alert", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        for _ in &bodies {
            functions.function(0);
        }
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut code = CodeSection::new();
        for body in &bodies {
            code.function(body);
        }
        let mut map = NameMap::new();
        for (n, name) in NAMES.iter().enumerate() {
            map.append(n as u32, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        module.section(&types).section(&imports).section(&functions).section(&memory);
        module.section(&code).section(&names);
        module.finish()
    }

    fn at() -> wasm_encoder::MemArg {
        wasm_encoder::MemArg { offset: 0, align: 2, memory_index: 0 }
    }

    /// The constants and calls that are left, by function.
    fn left(module: &[u8]) -> Vec<(Vec<i32>, Vec<u32>)> {
        let bodies = Parser::new(0).parse_all(module).filter_map(|payload| match payload {
            Ok(Payload::CodeSectionEntry(body)) => Some(body),
            _ => None,
        });
        let of = |body: wasmparser::FunctionBody<'_>| {
            let (mut constants, mut calls) = (Vec::new(), Vec::new());
            for operator in body.get_operators_reader().unwrap() {
                match operator.unwrap() {
                    Operator::I32Const { value } if value > 10 => constants.push(value),
                    Operator::Call { function_index } => calls.push(function_index),
                    _ => {}
                }
            }
            (constants, calls)
        };
        bodies.map(of).collect()
    }

    #[test]
    fn a_panic_and_what_prepares_it_become_a_trap_and_nothing_else_does() {
        let before = program();
        let (after, calls) = trap(&before).unwrap();
        assert_eq!(before.len(), after.len());
        assert_eq!(
            left(&after),
            [
                (vec![], vec![]),
                (vec![], vec![]),
                (vec![], vec![0]),
                (vec![], vec![]),
                (vec![33], vec![0]),
                (vec![44], vec![3]),
            ]
        );
        assert_eq!(calls, 1);
    }

    #[test]
    fn a_program_without_what_panics_come_to_is_refused() {
        assert!(trap(&wasm_encoder::Module::new().finish()).is_err());
    }

    #[test]
    fn relocations_go_with_what_they_stand_in() {
        // Of section 3: two calls, the second with its place in what is overwritten.
        let mut module = program();
        let entries = [3, 2, 0, 10, 0, 0, 30, 1];
        let section = CustomSection { name: RELOCATIONS.into(), data: (&entries[..]).into() };
        let mut bytes = Vec::new();
        wasm_encoder::Encode::encode(&section, &mut bytes);
        module.push(0);
        module.extend_from_slice(&bytes);
        let relocations = read(&module).unwrap().relocations;
        let made = without_relocations(&module, relocations, slice::from_ref(&(28..34))).unwrap();
        let left = read(&made).unwrap().relocations.unwrap();
        assert_eq!((left.of, left.each.len(), left.each[0].0), (3, 1, 10));
    }
}
