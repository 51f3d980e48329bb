(module
 (type $0 (func (param i32)))
 (type $1 (func (param i32 i32 i32 i32 i32)))
 (type $2 (func (param i32 i32 i32 i32)))
 (type $3 (func (param i32 i32 i32 i32 i32 i32)))
 (type $4 (func (param i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $5 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $6 (func (param i32 i32 i32 i32 i32 i32 i32)))
 (type $7 (func (param i32 i32 i32)))
 (type $8 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $9 (func (param i32) (result i32)))
 (type $10 (func))
 (type $11 (func (param i32 i32)))
 (type $12 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $13 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $14 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
 (type $15 (func (param i32 i32) (result f64)))
 (type $16 (func (param i32 i32 i32 i32 i32 i32 f32)))
 (type $17 (func (param i32 i32 i32) (result f64)))
 (type $18 (func (param i32 i32 i32) (result i32)))
 (type $19 (func (param i32 i32 f32)))
 (type $20 (func (param f32 i64) (result f32)))
 (type $21 (func (param v128 i64) (result v128)))
 (type $22 (func (param i32 i32 i32 i32 i32 i32) (result i32)))
 (type $23 (func (param f64) (result f64)))
 (type $24 (func (param i32 i32 i32 i32) (result v128)))
 (type $25 (func (param f32 f32) (result f32)))
 (type $26 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 f64)))
 (type $27 (func (param i32 i32 i32 i32 i32 i32 f64)))
 (type $28 (func (param i32 i32 i32 i32 i32 f64 i32 i32 i32)))
 (type $29 (func (param i32 i32 i32 i32 i32 i32 i32 f32)))
 (type $30 (func (param i32 i32 i32 i32 i32) (result i32)))
 (type $31 (func (param i32 i32) (result i32)))
 (type $32 (func (param i32 i32 i32 f32)))
 (type $33 (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32)))
 (type $34 (func (param i32 i32 f64 f64 f64)))
 (import "env" "memory" (memory $0 16 65536 shared))
 (global $assembly/pool/threads (mut i32) (i32.const 1))
 (global $assembly/pool/mayWait (mut i32) (i32.const 0))
 (global $assembly/pool/spins (mut i32) (i32.const 0))
 (global $assembly/pool/scratch (mut i32) (i32.const 0))
 (data $0 (i32.const 4096) "\00\00@K\00\00\b2B\00\00\d0\c2;\aa\b8?\00\801?\83\80^\b9giP9\ceC\b7:\08\89\08<\c1\a9*=\aa\aa*>\00\00\00?\00\00\80?")
 (data $1 (i32.const 4148) "\7f\00\00\00")
 (data $2 (i32.const 4152) "\00\00\b0\c2")
 (data $3 (i32.const 4156) "\81\ff?K")
 (data $4 (i32.const 4160) "\00\00\80\00\00\00\00K\bb!\90=\b8\d1\eb\bd\1a%\ef=O]\fe\bd\bf\e9\11>P\ae*\be\ac\ceL>\fc\ff\7f\be\aa\aa\aa>\00\801?\83\80^\b9\00\00\00?\00\00\80?\00\00\80\7f\00\00\80\ff\00\00\c0\7f")
 (data $5 (i32.const 4232) "\17\00\00\00\f3\045?\ff\ff\7f\00")
 (data $6 (i32.const 4244) "\ea\f0\ba\bbN\13\a9<-\1e\\\bd\93\83\08>\99\aa\aa\be\00\00 ?\00\00\80?\00\00\00@")
 (data $7 (i32.const 4276) "\00\00\00\80")
 (data $8 (i32.const 4280) "\00p\1c\ba,\8d\a3;\d9H\db\bc\"\0e\e7=\80\93\c0\be\d4u\03>\00\00\91\b7\d9\e7\c89\1c\8a~\bb\a1\b1\c6<\\\ae\da\bdP\85\"\bf\86\ce\03\be\00\80m?\00\00\00?\f3\045?\00\00\80?")
 (data $9 (i32.const 4348) "\00\80\00\00\ff\7f\00\00\00|\00\00\00\00\80\7f")
 (data $10 (i32.const 4364) "\00\00\80w")
 (data $11 (i32.const 4368) "\00\00\00?\00\00\808\00\00\80G\ff\0f\00\c8\00~\00\00\ff\7f\00\00\c0\7f\00\00\01\00\00\00")
 (data $12 (i32.const 4400) "S\1fQ\d2W\8d\9e\cd\b9y7\9e\85\aeg\bb")
 (data $13 (i32.const 4416) "\83\c8\c9m0_\e4?\00\00\00P\fb!\f9?cb\1aa\b4\10Q>w\ac\cbTUU\c5\bf\b2\fbn\89\10\11\81?t\e7\ca\e2\f9\00*\bf\a7F;\8c\87\cd\c6>\81^\0c\fd\ff\ff\df\bfB:\05\e1SU\a5?\'\1e\0f\e8\87\c0V\bfiP\ee\e0B\93\f9>\00\00\00\00\00\00\f0?")
 (data $14 (i32.const 4512) ")\15DNn\83\f9\a2\c0\dd4\f5\d1W\'\fcA\90C<\99\95b\dba\c5\bb\de\abcQ\fe")
 (data $15 (i32.const 4544) "\0f\00\0f\00\00\0f\00\0f")
 (data $16 (i32.const 4556) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\01\00\00\00\00\00\00\00\00\00\00\00")
 (data $17 (i32.const 4588) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\02\00\00\00\00\00\00\00\00\00\00\00")
 (data $18 (i32.const 4620) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\03\00\00\00\00\00\00\00\00\00\00\00")
 (data $19 (i32.const 4652) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\04\00\00\00\00\00\00\00\00\00\00\00")
 (data $20 (i32.const 4684) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\05\00\00\00\00\00\00\00\00\00\00\00")
 (data $21 (i32.const 4716) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\06\00\00\00\00\00\00\00\00\00\00\00")
 (data $22 (i32.const 4748) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\07\00\00\00\00\00\00\00\00\00\00\00")
 (data $23 (i32.const 4780) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\08\00\00\00\00\00\00\00\00\00\00\00")
 (data $24 (i32.const 4812) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\t\00\00\00\00\00\00\00\00\00\00\00")
 (data $25 (i32.const 4844) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\n\00\00\00\00\00\00\00\00\00\00\00")
 (data $26 (i32.const 4876) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\0b\00\00\00\00\00\00\00\00\00\00\00")
 (data $27 (i32.const 4908) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\0c\00\00\00\00\00\00\00\00\00\00\00")
 (data $28 (i32.const 4940) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\r\00\00\00\00\00\00\00\00\00\00\00")
 (data $29 (i32.const 4972) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\0e\00\00\00\00\00\00\00\00\00\00\00")
 (data $30 (i32.const 5004) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\0f\00\00\00\00\00\00\00\00\00\00\00")
 (data $31 (i32.const 5036) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\10\00\00\00\00\00\00\00\00\00\00\00")
 (data $32 (i32.const 5068) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\11\00\00\00\00\00\00\00\00\00\00\00")
 (data $33 (i32.const 5100) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\12\00\00\00\00\00\00\00\00\00\00\00")
 (data $34 (i32.const 5132) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\13\00\00\00\00\00\00\00\00\00\00\00")
 (data $35 (i32.const 5164) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\14\00\00\00\00\00\00\00\00\00\00\00")
 (data $36 (i32.const 5196) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\15\00\00\00\00\00\00\00\00\00\00\00")
 (data $37 (i32.const 5228) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\16\00\00\00\00\00\00\00\00\00\00\00")
 (data $38 (i32.const 5264) "\be\f3\f8y\eca\f6?\190\96[\c6\fe\de\bf=\88\afJ\edq\f5?\a4\fc\d42h\0b\db\bf\b0\10\f0\f09\95\f4?{\b7\1f\n\8bA\d7\bf\85\03\b8\b0\95\c9\f3?{\cfm\1a\e9\9d\d3\bf\a5d\88\0c\19\r\f3?1\b6\f2\f3\9b\1d\d0\bf\a0\8e\0b{\"^\f2?\f0z;\1b\1d|\c9\bf?4\1aJJ\bb\f1?\9f<\af\93\e3\f9\c2\bf\ba\e5\8a\f0X#\f1?\\\8dx\bf\cb`\b9\bf\a7\00\99A?\95\f0?\ce_G\b6\9do\aa\bf\00\00\00\00\00\00\f0?\00\00\00\00\00\00\00\00\acG\9a\fd\8c`\ee?=\f5$\9f\ca8\b3?\a0j\02\1f\b3\a4\ec?\ba\918T\a9v\c4?\e6\fcjW6 \eb?\d2\e4\c4J\0b\84\ce?-\aa\a1c\d1\c2\e9?\1ce\c6\f0E\06\d4?\edAx\03\e6\86\e8?\f8\9f\1b,\9c\8e\d8?bHS\f5\dcg\e7?\cc{\b1N\a4\e0\dc?")
 (data $39 (i32.const 5520) "\00\00\00\00\00\00\f0?t\85\15\d3\b0\d9\ef?\0f\89\f9lX\b5\ef?Q[\12\d0\01\93\ef?{Q}<\b8r\ef?\aa\b9h1\87T\ef?8bunz8\ef?\e1\de\1f\f5\9d\1e\ef?\15\b71\n\fe\06\ef?\cb\a9:7\a7\f1\ee?\"4\12L\a6\de\ee?-\89a`\08\ce\ee?\'*6\d5\da\bf\ee?\82O\9dV+\b4\ee?)TH\dd\07\ab\ee?\85U:\b0~\a4\ee?\cd;\7ff\9e\a0\ee?t_\ec\e8u\9f\ee?\87\01\ebs\14\a1\ee?\13\ceL\99\89\a5\ee?\db\a0*B\e5\ac\ee?\e5\c5\cd\b07\b7\ee?\90\f0\a3\82\91\c4\ee?]%>\b2\03\d5\ee?\ad\d3Z\99\9f\e8\ee?G^\fb\f2v\ff\ee?\9cR\85\dd\9b\19\ef?i\90\ef\dc 7\ef?\87\a4\fb\dc\18X\ef?_\9b{3\97|\ef?\da\90\a4\a2\af\a4\ef?@En[v\d0\ef?")
 (data $40 (i32.const 5788) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\17\00\00\00\00\00\00\00\00\00\00\00")
 (data $41 (i32.const 5820) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\18\00\00\00\00\00\00\00\00\00\00\00")
 (data $42 (i32.const 5852) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\19\00\00\00\00\00\00\00\00\00\00\00")
 (data $43 (i32.const 5884) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1a\00\00\00\00\00\00\00\00\00\00\00")
 (data $44 (i32.const 5916) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1b\00\00\00\00\00\00\00\00\00\00\00")
 (data $45 (i32.const 5948) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1c\00\00\00\00\00\00\00\00\00\00\00")
 (data $46 (i32.const 5980) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1d\00\00\00\00\00\00\00\00\00\00\00")
 (data $47 (i32.const 6012) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1e\00\00\00\00\00\00\00\00\00\00\00")
 (data $48 (i32.const 6044) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\1f\00\00\00\00\00\00\00\00\00\00\00")
 (data $49 (i32.const 6076) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00 \00\00\00\00\00\00\00\00\00\00\00")
 (data $50 (i32.const 6108) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00!\00\00\00\00\00\00\00\00\00\00\00")
 (data $51 (i32.const 6140) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\"\00\00\00\00\00\00\00\00\00\00\00")
 (data $52 (i32.const 6172) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00#\00\00\00\00\00\00\00\00\00\00\00")
 (data $53 (i32.const 6204) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00$\00\00\00\00\00\00\00\00\00\00\00")
 (data $54 (i32.const 6236) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00%\00\00\00\00\00\00\00\00\00\00\00")
 (data $55 (i32.const 6268) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00&\00\00\00\00\00\00\00\00\00\00\00")
 (data $56 (i32.const 6300) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00\'\00\00\00\00\00\00\00\00\00\00\00")
 (data $57 (i32.const 6332) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00(\00\00\00\00\00\00\00\00\00\00\00")
 (data $58 (i32.const 6364) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00)\00\00\00\00\00\00\00\00\00\00\00")
 (data $59 (i32.const 6396) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00*\00\00\00\00\00\00\00\00\00\00\00")
 (data $60 (i32.const 6428) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00+\00\00\00\00\00\00\00\00\00\00\00")
 (data $61 (i32.const 6460) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00,\00\00\00\00\00\00\00\00\00\00\00")
 (data $62 (i32.const 6492) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00-\00\00\00\00\00\00\00\00\00\00\00")
 (data $63 (i32.const 6524) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00.\00\00\00\00\00\00\00\00\00\00\00")
 (data $64 (i32.const 6556) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00/\00\00\00\00\00\00\00\00\00\00\00")
 (data $65 (i32.const 6588) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\000\00\00\00\00\00\00\00\00\00\00\00")
 (data $66 (i32.const 6620) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\001\00\00\00\00\00\00\00\00\00\00\00")
 (data $67 (i32.const 6652) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\002\00\00\00\00\00\00\00\00\00\00\00")
 (data $68 (i32.const 6684) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\003\00\00\00\00\00\00\00\00\00\00\00")
 (data $69 (i32.const 6716) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\004\00\00\00\00\00\00\00\00\00\00\00")
 (data $70 (i32.const 6748) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\005\00\00\00\00\00\00\00\00\00\00\00")
 (data $71 (i32.const 6780) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\006\00\00\00\00\00\00\00\00\00\00\00")
 (data $72 (i32.const 6812) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\007\00\00\00\00\00\00\00\00\00\00\00")
 (data $73 (i32.const 6844) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\008\00\00\00\00\00\00\00\00\00\00\00")
 (data $74 (i32.const 6876) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\009\00\00\00\00\00\00\00\00\00\00\00")
 (data $75 (i32.const 6908) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00:\00\00\00\00\00\00\00\00\00\00\00")
 (data $76 (i32.const 6940) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00;\00\00\00\00\00\00\00\00\00\00\00")
 (data $77 (i32.const 6972) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00<\00\00\00\00\00\00\00\00\00\00\00")
 (data $78 (i32.const 7004) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00=\00\00\00\00\00\00\00\00\00\00\00")
 (data $79 (i32.const 7036) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00>\00\00\00\00\00\00\00\00\00\00\00")
 (data $80 (i32.const 7068) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00?\00\00\00\00\00\00\00\00\00\00\00")
 (data $81 (i32.const 7100) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00@\00\00\00\00\00\00\00\00\00\00\00")
 (data $82 (i32.const 7132) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00A\00\00\00\00\00\00\00\00\00\00\00")
 (data $83 (i32.const 7164) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00B\00\00\00\00\00\00\00\00\00\00\00")
 (data $84 (i32.const 7196) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00C\00\00\00\00\00\00\00\00\00\00\00")
 (data $85 (i32.const 7228) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00D\00\00\00\00\00\00\00\00\00\00\00")
 (data $86 (i32.const 7264) "\9f\de\e0\c3\f04\f7?\00\90\e6y\7f\cc\d7\bf\1f\e9,jx\13\f7?\00\00\r\c2\eeo\d7\bf\a0\b5\fa\08`\f2\f6?\00\e0Q\13\e3\13\d7\bf}\8c\13\1f\a6\d1\f6?\00x(8[\b8\d6\bf\d1\b4\c5\0bI\b1\f6?\00x\80\90U]\d6\bf\ba\0c/3G\91\f6?\00\00\18v\d0\02\d6\bf#B\"\18\9fq\f6?\00\90\90\86\ca\a8\d5\bf\d9\1e\a5\99OR\f6?\00P\03VCO\d5\bf\c4$\8f\aaV3\f6?\00@k\c37\f6\d4\bf\14\dc\9dk\b3\14\f6?\00P\a8\fd\a7\9d\d4\bfL\\\c6Rd\f6\f5?\00\a8\899\92E\d4\bfO,\91\b5g\d8\f5?\00\b8\b09\f4\ed\d3\bf\de\90[\cb\bc\ba\f5?\00p\8fD\ce\96\d3\bfx\1a\d9\f2a\9d\f5?\00\a0\bd\17\1e@\d3\bf\87VF\12V\80\f5?\00\80F\ef\e2\e9\d2\bf\d3k\e7\ce\97c\f5?\00\e008\1b\94\d2\bf\93\7f\a7\e2%G\f5?\00\88\da\8c\c5>\d2\bf\83E\06B\ff*\f5?\00\90\')\e1\e9\d1\bf\df\bd\b2\db\"\0f\f5?\00\f8H+m\95\d1\bf\d7\de4G\8f\f3\f4?\00\f8\b9\9agA\d1\bf@(\de\cfC\d8\f4?\00\98\ef\94\d0\ed\d0\bf\c8\a3x\c0>\bd\f4?\00\10\db\18\a5\9a\d0\bf\8a%\e0\c3\7f\a2\f4?\00\b8cR\e6G\d0\bf4\84\d4$\05\88\f4?\00\f0\86E\"\eb\cf\bf\0b-\19\1b\cem\f4?\00\b0\17uJG\cf\bfT\189\d3\d9S\f4?\000\10=D\a4\ce\bfZ\84\b4D\':\f4?\00\b0\e9D\r\02\ce\bf\fb\f8\15A\b5 \f4?\00\f0w)\a2`\cd\bf\b1\f4>\da\82\07\f4?\00\90\95\04\01\c0\cc\bf\8f\feW]\8f\ee\f3?\00\10\89V) \cc\bf\e9L\0b\a0\d9\d5\f3?\00\10\81\8d\17\81\cb\bf+\c1\10\c0`\bd\f3?\00\d0\d3\cc\c9\e2\ca\bf\b8\dau+$\a5\f3?\00\90\12.@E\ca\bf\02\d0\9f\cd\"\8d\f3?\00\f0\1dhw\a8\c9\bf\1cz\84\c5[u\f3?\000Him\0c\c9\bf\e26\adI\ce]\f3?\00\c0E\a6 q\c8\bf@\d4M\98yF\f3?\000\14\b4\8f\d6\c7\bf$\cb\ff\ce\\/\f3?\00pb<\b8<\c7\bfI\r\a1uw\18\f3?\00`7\9b\9a\a3\c6\bf\909>7\c8\01\f3?\00\a0\b7T1\0b\c6\bfA\f8\95\bbN\eb\f2?\000$v}s\c5\bf\d1\a9\19\02\n\d5\f2?\000\c2\8f{\dc\c4\bf*\fd\b7\a8\f9\be\f2?\00\00\d2Q,F\c4\bf\ab\1b\0cz\1c\a9\f2?\00\00\83\bc\8a\b0\c3\bf0\b5\14`r\93\f2?\00\00Ik\99\1b\c3\bf\f5\a1WW\fa}\f2?\00@\a4\90T\87\c2\bf\bf;\1d\9b\b3h\f2?\00\a0y\f8\b9\f3\c1\bf\bd\f5\8f\83\9dS\f2?\00\a0,%\c8`\c1\bf;\08\c9\aa\b7>\f2?\00 \f7W\7f\ce\c0\bf\b6@\a9+\01*\f2?\00\a0\feI\dc<\c0\bf2A\cc\96y\15\f2?\00\80K\bc\bdW\bf\bf\9b\fc\d2\1d \01\f2?\00@@\96\087\be\bf\0bHMI\f4\ec\f1?\00@\f9>\98\17\bd\bfie\8fR\f5\d8\f1?\00\a0\d8Ng\f9\bb\bf|~W\11#\c5\f1?\00`/ y\dc\ba\bf\e9&\cbt|\b1\f1?\00\80(\e7\c3\c0\b9\bf\b6\1a,\0c\01\9e\f1?\00\c0r\b3F\a6\b8\bf\bdp\b6{\b0\8a\f1?\00\00\ac\b3\01\8d\b7\bf\b6\bc\ef%\8aw\f1?\00\008E\f1t\b6\bf\da1L5\8dd\f1?\00\80\87m\0e^\b5\bf\dd_\'\90\b9Q\f1?\00\e0\a1\de\\H\b4\bfL\d22\a4\0e?\f1?\00\a0jM\d93\b3\bf\da\f9\10r\8b,\f1?\00`\c5\f8y \b2\bf1\b5\ec(0\1a\f1?\00 b\98F\0e\b1\bf\af4\84\da\fb\07\f1?\00\00\d2jl\fa\af\bf\b3kN\0f\ee\f5\f0?\00@wJ\8d\da\ad\bf\ce\9f*]\06\e4\f0?\00\00\85\e4\ec\bc\ab\bf!\a5,cD\d2\f0?\00\c0\12@\89\a1\a9\bf\1a\98\e2|\a7\c0\f0?\00\c0\023X\88\a7\bf\d16\c6\83/\af\f0?\00\80\d6g^q\a5\bf9\13\a0\98\db\9d\f0?\00\80eI\8a\\\a3\bf\df\e7R\af\ab\8c\f0?\00@\15d\e3I\a1\bf\fb(N/\9f{\f0?\00\80\eb\82\c0r\9e\bf\19\8f5\8c\b5j\f0?\00\80RR\f1U\9a\bf,\f9\ec\a5\eeY\f0?\00\80\81\cfb=\96\bf\90,\d1\cdII\f0?\00\00\aa\8c\fb(\92\bf\a9\ad\f0\c6\c68\f0?\00\00\f9 {1\8c\bf\a92y\13e(\f0?\00\00\aa]5\19\84\bfHs\ea\'$\18\f0?\00\00\ec\c2\03\12x\bf\95\b1\14\06\04\08\f0?\00\00$y\t\04`\bf\1a\fa&\f7\1f\e0\ef?\00\00\90\84\f3\efo?t\eaa\c2\1c\a1\ef?\00\00=5A\dc\87?.\99\81\b0\10c\ef?\00\80\c2\c4\a3\ce\93?\cd\ad\ee<\f6%\ef?\00\00\89\14\c1\9f\9b?\e7\13\91\03\c8\e9\ee?\00\00\11\ce\d8\b0\a1?\ab\b1\cbx\80\ae\ee?\00\c0\01\d0[\8a\a5?\9b\0c\9d\a2\1at\ee?\00\80\d8@\83\\\a9?\b5\99\n\83\91:\ee?\00\80W\efj\'\ad?V\9a`\t\e0\01\ee?\00\c0\98\e5\98u\b0?\98\bbw\e5\01\ca\ed?\00 \r\e3\f5S\b2?\03\91|\0b\f2\92\ed?\00\008\8b\dd.\b4?\ce\\\fbf\ac\\\ed?\00\c0W\87Y\06\b6?\9d\de^\aa,\'\ed?\00\00j5v\da\b7?\cd,k>n\f2\ec?\00`\1cNC\ab\b9?\02y\a7\a2m\be\ec?\00`\r\bb\c7x\bb?m\087m&\8b\ec?\00 \e72\13C\bd?\04X]\bd\94X\ec?\00`\deq1\n\bf?\8c\9f\bb3\b5&\ec?\00@\91+\15g\c0??\e7\ec\ee\83\f5\eb?\00\b0\92\82\85G\c1?\c1\96\dbu\fd\c4\eb?\000\ca\cdn&\c2?(J\86\0c\1e\95\eb?\00P\c5\a6\d7\03\c3?,>\ef\c5\e2e\eb?\00\103<\c3\df\c3?\8b\88\c9gH7\eb?\00\80zk6\ba\c4?J0\1d!K\t\eb?\00\f0\d1(9\93\c5?~\ef\f2\85\e8\db\ea?\00\f0\18$\cdj\c6?\a2=`1\1d\af\ea?\00\90f\ec\f8@\c7?\a7X\d3?\e6\82\ea?\00\f0\1a\f5\c0\15\c8?\8bs\t\ef@W\ea?\00\80\f6T)\e9\c8?\'K\ab\90*,\ea?\00@\f8\026\bb\c9?\d1\f2\93\13\a0\01\ea?\00\00,\1c\ed\8b\ca?\1b<\db$\9f\d7\e9?\00\d0\01\\Q[\cb?\90\b1\c7\05%\ae\e9?\00\c0\bc\ccg)\cc?/\ce\97\f2.\85\e9?\00`H\d55\f6\cc?uK\a4\ee\ba\\\e9?\00\c0F4\bd\c1\cd?8H\e7\9d\c64\e9?\00\e0\cf\b8\01\8c\ce?\e6Rg/O\r\e9?\00\90\17\c0\tU\cf?\9d\d7\ff\8eR\e6\e8?\00\b8\1f\12l\0e\d0?|\00\cc\9f\ce\bf\e8?\00\d0\93\0e\b8q\d0?\0e\c3\be\da\c0\99\e8?\00p\86\9ek\d4\d0?\fb\17#\aa\'t\e8?\00\d0K3\876\d1?\08\9a\b3\ac\00O\e8?\00H#g\r\98\d1?U>e\e8I*\e8?\00\80\cc\e0\ff\f8\d1?`\02\f4\95\01\06\e8?\00hc\d7_Y\d2?)\a3\e0c%\e2\e7?\00\a8\14\t0\b9\d2?\ad\b5\dcw\b3\be\e7?\00`C\10r\18\d3?\c2%\97g\aa\9b\e7?\00\18\ecm&w\d3?W\06\17\f2\07y\e7?\000\af\fbO\d5\d3?\0c\13\d6\db\caV\e7?\00\e0/\e3\ee2\d4?")
 (data $87 (i32.const 9312) "k\b6O\01\00\10\e6?<[B\91l\02~<\95\b4M\03\000\e6?A]\00H\ea\bf\8d<x\d4\94\r\00P\e6?\b7\a5\d6\86\a7\7f\8e<\adoN\07\00p\e6?L%Tk\ea\fca<\ae\0f\df\fe\ff\8f\e6?\fd\0eYL\'~|\bc\bc\c5c\07\00\b0\e6?\01\da\dcHh\c1\8a\bc\f6\c1\\\1e\00\d0\e6?\11\93I\9d\1c?\83<>\f6\05\eb\ff\ef\e6?S-\e2\1a\04\80~\bc\80\97\86\0e\00\10\e7?Ry\tqf\ff{<\12\e9g\fc\ff/\e7?$\87\bd&\e2\00\8c<j\11\81\df\ffO\e7?\d2\01\f1n\91\02n\bc\90\9cg\0f\00p\e7?t\9cT\cdq\fcg\bc5\c8~\fa\ff\8f\e7?\83\04\f5\9e\c1\be\81<\e6\c2 \fe\ff\af\e7?ed\cc)\17~p\bc\00\c9?\ed\ff\cf\e7?\1c\8b{\08r\80\80\bcv\1a&\e9\ff\ef\e7?\ae\f9\9dm(\c0\8d<\e8\a3\9c\04\00\10\e8?3L\e5Q\d2\7f\89<\8f,\93\17\000\e8?\81\f30\b6\e9\fe\8a\bc\9cs3\06\00P\e8?\bc5ek\bf\bf\89<\c6\89B \00p\e8?u{\11\f3e\bf\8b\bc\04y\f5\eb\ff\8f\e8?W\cb=\a2n\00\89\bc\df\04\bc\"\00\b0\e8?\nK\e08\df\00}\bc\8a\1b\0c\e5\ff\cf\e8?\05\9f\ffFq\00\88\bcC\8e\91\fc\ff\ef\e8?8pz\d0{\81\83<\c7_\fa\1e\00\10\e9?\03\b4\dfv\91>\89<\b9{F\13\000\e9?v\02\98KN\80\7f<o\07\ee\e6\ffO\e9?.b\ff\d9\f0~\8f\bc\d1\12<\de\ffo\e9?\ba8&\96\aa\82p\bc\r\8aE\f4\ff\8f\e9?\ef\a8d\91\1b\80\87\bc>.\98\dd\ff\af\e9?7\93Z\8a\e0@\87\bcf\fbI\ed\ff\cf\e9?\00\e0\9b\c1\08\ce?<Q\9c\f1 \00\f0\e9?\n[\88\'\aa?\8a\bc\06\b0E\11\00\10\ea?V\daX\99H\fft<\fa\f6\bb\07\000\ea?\18m+\8a\ab\be\8c<y\1d\97\10\00P\ea?0yx\dd\ca\fe\88<H.\f5\1d\00p\ea?\db\ab\d8=vA\8f\bcR3Y\1c\00\90\ea?\12v\c2\84\02\bf\8e\bcK>O*\00\b0\ea?_?\ff<\04\fdi\bc\d1\1e\ae\d7\ff\cf\ea?\b4p\90\12\e7>\82\bcx\04Q\ee\ff\ef\ea?\a3\de\0e\e0>\06j<[\re\db\ff\0f\eb?\b9\n\1f8\c8\06Z<W\ca\aa\fe\ff/\eb?\1d<#t\1e\01y\bc\dc\ba\95\d9\ffO\eb?\9f*\86h\10\ffy\bc\9ce\9e$\00p\eb?>O\86\d0E\ff\8a<@\16\87\f9\ff\8f\eb?\f9\c3\c2\96w\fe|<O\cb\04\d2\ff\af\eb?\c4+\f2\ee\'\ffc\bcE\\A\d2\ff\cf\eb?!\ea;\ee\b7\ffl\bc\df\tc\f8\ff\ef\eb?\\\0b.\97\03A\81\bcSv\b5\e1\ff\0f\ec?\19j\b7\94d\c1\8b<\e3W\fa\f1\ff/\ec?\ed\c60\8d\ef\fed\bc$\e4\bf\dc\ffO\ec?uG\ec\bch?\84\bc\f7\b9T\ed\ffo\ec?\ec\e0S\f0\a3~\84<\d5\8f\99\eb\ff\8f\ec?\f1\92\f9\8d\06\83s<\9a!%!\00\b0\ec?\04\0e\18d\8e\fdh\bc\9cF\94\dd\ff\cf\ec?r\ea\c7\1c\be~\8e<v\c4\fd\ea\ff\ef\ec?\fe\88\9f\ad9\be\8e<+\f8\9a\16\00\10\ed?qZ\b9\a8\91}u<\1d\f7\0f\r\000\ed?\da\c7pi\90\c1\89<\c4\0fy\ea\ffO\ed?\0c\feX\c57\0eX\bc\e5\87\dc.\00p\ed?D\0f\c1M\d6\80\7f\bc\aa\82\dc!\00\90\ed?\\\\\fd\94\8f|t\bc\83\02k\d8\ff\af\ed?~a!\c5\1d\7f\8c<9Gl)\00\d0\ed?S\b1\ff\b2\9e\01\88<\f5\90D\e5\ff\ef\ed?\89\ccR\c6\d2\00n<\94\f6\ab\cd\ff\0f\ee?\d2i- @\83\7f\bc\dd\c8R\db\ff/\ee?d\08\1b\ca\c1\00{<\ef\16B\f2\ffO\ee?Q\ab\94\b0\a8\ffr<\11^\8a\e8\ffo\ee?Y\be\ef\b1s\f6W\bc\r\ff\9e\11\00\90\ee?\01\c8\0b^\8d\80\84\bcD\17\a5\df\ff\af\ee?\b5 C\d5\06\00x<\a1\7f\12\1a\00\d0\ee?\92\\V`\f8\02P\bc\c4\bc\ba\07\00\f0\ee?\11\e65]D@\85\bc\02\8dz\f5\ff\0f\ef?\05\91\ef91\fbO\bc\c7\8a\e5\1e\000\ef?U\11s\f2\ac\81\8a<\944\82\f5\ffO\ef?C\c7\d7\d4A?\8a<kL\a9\fc\ffo\ef?ux\98\1c\f4\02b\bcA\c4\f9\e1\ff\8f\ef?K\e7w\f4\d1}w<~\e3\e0\d2\ff\af\ef?1\a3|\9a\19\01o\bc\9e\e4w\1c\00\d0\ef?\b1\ac\ceK\ee\81q<1\c3\e0\f7\ff\ef\ef?Z\87p\017\05n\bcn`e\f4\ff\0f\f0?\da\n\1cI\ad~\8a\bcXz\86\f3\ff/\f0?\e0\b2\fc\c3i\7f\97\bc\17\r\fc\fd\ffO\f0?[\94\cb4\fe\bf\97<\82M\cd\03\00p\f0?\cbV\e4\c0\83\00\82<\e8\cb\f2\f9\ff\8f\f0?\1au7\be\df\ffm\bce\da\0c\01\00\b0\f0?\eb&\e6\ae\7f?\91\bc8\d3\a4\01\00\d0\f0?\f7\9fHy\fa}\80<\fd\fd\da\fa\ff\ef\f0?\c0k\d6p\05\04w\bc\96\fd\ba\0b\00\10\f1?b\0bm\84\d4\80\8e<]\f4\e5\fa\ff/\f1?\ef6\fdd\fa\bf\9d<\d9\9a\d5\r\00P\f1?\aeP\12pw\00\9a<\9aU!\0f\00p\f1?\ee\de\e3\e2\f9\fd\8d<&T\'\fc\ff\8f\f1?sr;\dc0\00\91<Y<=\12\00\b0\f1?\88\01\03\80y\7f\99<\b7\9e)\f8\ff\cf\f1?g\8c\9f\ab2\f9e\bc\00\d4\8a\f4\ff\ef\f1?\eb[\a7\9d\bf\7f\93<\a4\86\8b\0c\00\10\f2?\"[\fd\91k\80\9f<\03C\85\03\000\f2?3\bf\9f\eb\c2\ff\93<\84\f6\bc\ff\ffO\f2?r..~\e7\01v<\d9!)\f5\ffo\f2?a\0c\7fv\bb\fc\7f<<:\93\14\00\90\f2?+A\02<\ca\02r\bc\13cU\14\00\b0\f2?\02\1f\f23\82\80\92\bc;R\fe\eb\ff\cf\f2?\f2\dcO8~\ff\88\bc\96\ad\b8\0b\00\f0\f2?\c5A0PQ\ff\85\bc\af\e2z\fb\ff\0f\f3?\9d(^\88q\00\81\bc\7f_\ac\fe\ff/\f3?\15\b7\b7?]\ff\91\bcVg\a6\0c\00P\f3?\bd\82\8b\"\82\7f\95<!\f7\fb\11\00p\f3?\cc\d5\r\c4\ba\00\80<\b9/Y\f9\ff\8f\f3?Q\a7\b2-\9d?\94\bcB\d2\dd\04\00\b0\f3?\e18vpk\7f\85<W\c9\b2\f5\ff\cf\f3?1\12\bf\10:\02z<\18\b4\b0\ea\ff\ef\f3?\b0R\b1fm\7f\98<\f4\af2\15\00\10\f4?$\85\19_7\f8g<)\8bG\17\000\f4?CQ\dcr\e6\01\83<c\b4\95\e7\ffO\f4?Z\89\b2\b8i\ff\89<\e0u\04\e8\ffo\f4?T\f2\c2\9b\b1\c0\95\bc\e7\c1o\ef\ff\8f\f4?r*:\f2\t@\9b<\04\a7\be\e5\ff\af\f4?E}\r\bf\b7\ff\94\bc\de\'\10\17\00\d0\f4?=j\dcqd\c0\99\bc\e2>\f0\0f\00\f0\f4?\1cS\85\0b\89\7f\97<\d1K\dc\12\00\10\f5?6\a4fqe\04`<z\'\05\16\000\f5?\t2#\ce\ce\bf\96\bcLp\db\ec\ffO\f5?\d7\a1\05\05r\02\89\bc\a9T_\ef\ffo\f5?\12d\c9\0e\e6\bf\9b<\12\10\e6\17\00\90\f5?\90\ef\af\81\c5~\88<\92>\c9\03\00\b0\f5?\c0\0c\bf\n\08A\9f\bc\bc\19I\1d\00\d0\f5?)G%\fb*\81\98\bc\89z\b8\e7\ff\ef\f5?\04i\ed\80\b7~\94\bc")
 (data $88 (i32.const 11372) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00E\00\00\00\00\00\00\00\00\00\00\00")
 (data $89 (i32.const 11404) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00F\00\00\00\00\00\00\00\00\00\00\00")
 (data $90 (i32.const 11436) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00G\00\00\00\00\00\00\00\00\00\00\00")
 (data $91 (i32.const 11468) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00H\00\00\00\00\00\00\00\00\00\00\00")
 (data $92 (i32.const 11500) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00I\00\00\00\00\00\00\00\00\00\00\00")
 (data $93 (i32.const 11532) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00J\00\00\00\00\00\00\00\00\00\00\00")
 (data $94 (i32.const 11564) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00K\00\00\00\00\00\00\00\00\00\00\00")
 (data $95 (i32.const 11596) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00L\00\00\00\00\00\00\00\00\00\00\00")
 (data $96 (i32.const 11628) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00M\00\00\00\00\00\00\00\00\00\00\00")
 (data $97 (i32.const 11660) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00N\00\00\00\00\00\00\00\00\00\00\00")
 (data $98 (i32.const 11692) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00O\00\00\00\00\00\00\00\00\00\00\00")
 (data $99 (i32.const 11724) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00P\00\00\00\00\00\00\00\00\00\00\00")
 (data $100 (i32.const 11756) "\1c\00\00\00\00\00\00\00\00\00\00\00\04\00\00\00\08\00\00\00Q\00\00\00\00\00\00\00\00\00\00\00")
 (table $0 82 82 funcref)
 (elem $0 (i32.const 1) $assembly/adamw/adamwTile $assembly/attention/backward/unitsTile $assembly/attention/forward/queryTile $assembly/attention/parts/partTile $assembly/attention/parts/joinTile $assembly/cast/castTile $assembly/cumulate/cumulateTile $assembly/dropout/dropoutTile $assembly/elementwise/binary/addTile $assembly/elementwise/binary/subtractTile $assembly/elementwise/binary/multiplyTile $assembly/elementwise/binary/divideTile $assembly/elementwise/binary/maximumTile $assembly/elementwise/binary/minimumTile $assembly/elementwise/binary/addIntegersTile $assembly/elementwise/binary/subtractIntegersTile $assembly/elementwise/binary/multiplyIntegersTile $assembly/elementwise/binary/maximumIntegersTile $assembly/elementwise/binary/minimumIntegersTile $assembly/elementwise/select/chooseTile $assembly/elementwise/select/compareTile $assembly/elementwise/select/logicTile $assembly/elementwise/power/powerTile $assembly/elementwise/unary/negateTile $assembly/elementwise/unary/expTile $assembly/elementwise/unary/logTile $assembly/elementwise/unary/sqrtTile $assembly/elementwise/unary/rsqrtTile $assembly/elementwise/unary/tanhTile $assembly/elementwise/unary/sigmoidTile $assembly/elementwise/unary/erfTile $assembly/elementwise/unary/reluTile $assembly/elementwise/unary/absTile $assembly/elementwise/unary/geluTile $assembly/elementwise/unary/geluTanhTile $assembly/elementwise/unary/softplusTile $assembly/elementwise/unary/sinTile $assembly/elementwise/unary/cosTile $assembly/elementwise/unary/siluTile $assembly/elementwise/unary-gradient/geluTile $assembly/elementwise/unary-gradient/geluTanhTile $assembly/elementwise/unary-gradient/reluTile $assembly/elementwise/unary-gradient/siluTile $assembly/embedding/gatherTile $assembly/embedding/scatterTile $assembly/masks/classTile $assembly/masks/triangularTile $assembly/matmul/half/oneTile $assembly/matmul/half/fewTile $assembly/matmul/half/packTile $assembly/matmul/large/blockTile $assembly/matmul/small/columnTile $assembly/matmul/large/packTile $assembly/matmul/index/batchTile $assembly/permute/copyTile $assembly/pool/forkJoin~anonymous|0 $assembly/quantized/rows/rowsTile $assembly/quantized/activations/quantizeTile $assembly/quantized/linear/productTile $assembly/quantized/gather/gatherTile $assembly/reduce/sumAllTile $assembly/reduce/sumColumnsTile $assembly/reduce/sumRowsTile $assembly/reduce/squaresTile $assembly/rope/ropeTile $assembly/rows/choose/extremeColumnsTile $assembly/rows/choose/extremeTile $assembly/rows/choose/topTile $assembly/rows/cross-entropy/lossTile $assembly/rows/cross-entropy/gradientTile $assembly/rows/norm/layerTile $assembly/rows/norm/rootTile $assembly/rows/norm/gradientTile $assembly/rows/softmax/logSoftmaxTile $assembly/rows/softmax/logSoftmaxGradientTile $assembly/rows/softmax/softmaxTile $assembly/rows/softmax/softmaxGradientTile $assembly/runs/copyTile $assembly/runs/padTile $assembly/windows/foldTile $assembly/windows/unfoldTile)
 (export "adamw" (func $assembly/adamw/adamw))
 (export "attentionGradient" (func $assembly/attention/backward/attentionGradient))
 (export "biasGradientCopies" (func $assembly/attention/backward/biasGradientCopies))
 (export "attentionInputs" (func $assembly/attention/forward/attentionInputs))
 (export "attentionSteps" (func $assembly/attention/forward/attentionSteps))
 (export "attention" (func $assembly/attention/parts/attention))
 (export "attentionWork" (func $assembly/attention/parts/attentionWork))
 (export "cast" (func $assembly/cast/cast))
 (export "cumulate" (func $assembly/cumulate/cumulate))
 (export "dropout" (func $assembly/dropout/dropout))
 (export "binary" (func $assembly/elementwise/binary/binary))
 (export "choose" (func $assembly/elementwise/select/choose))
 (export "compare" (func $assembly/elementwise/select/compare))
 (export "logic" (func $assembly/elementwise/select/logic))
 (export "operand" (func $assembly/elementwise/grid/operand))
 (export "power" (func $assembly/elementwise/power/power))
 (export "unary" (func $assembly/elementwise/unary/unary))
 (export "unaryGradient" (func $assembly/elementwise/unary-gradient/unaryGradient))
 (export "gatherRows" (func $assembly/embedding/gatherRows))
 (export "scatterRows" (func $assembly/embedding/scatterRows))
 (export "classMask" (func $assembly/masks/classMask))
 (export "triangular" (func $assembly/masks/triangular))
 (export "beginEpilogue" (func $assembly/matmul/epilogue/beginEpilogue))
 (export "endEpilogue" (func $assembly/matmul/epilogue/endEpilogue))
 (export "halfLinear" (func $assembly/matmul/half/halfLinear))
 (export "halfLinearWork" (func $assembly/matmul/half/halfLinearWork))
 (export "matmul" (func $assembly/matmul/index/matmul))
 (export "matmulFewRows" (func $assembly/matmul/index/matmulFewRows))
 (export "matmulNeedsPacking" (func $assembly/matmul/index/matmulNeedsPacking))
 (export "matmulPack" (func $assembly/matmul/index/matmulPack))
 (export "matmulPacked" (func $assembly/matmul/index/matmulPacked))
 (export "permute" (func $assembly/permute/permute))
 (export "forkJoin" (func $assembly/pool/forkJoin))
 (export "initialize" (func $assembly/pool/initialize))
 (export "setThreads" (func $assembly/pool/setThreads))
 (export "spin" (func $assembly/pool/spin))
 (export "stop" (func $assembly/pool/stop))
 (export "work" (func $assembly/pool/work))
 (export "moveQuantizedRows" (func $assembly/quantized/rows/moveQuantizedRows))
 (export "quantizedBytes" (func $assembly/quantized/formats/quantizedBytes))
 (export "quantizedLinear" (func $assembly/quantized/linear/quantizedLinear))
 (export "quantizedRows" (func $assembly/quantized/gather/quantizedRows))
 (export "quantizedWork" (func $assembly/quantized/linear/quantizedWork))
 (export "sumAll" (func $assembly/reduce/sumAll))
 (export "sumAllWork" (func $assembly/reduce/sumAllWork))
 (export "sumColumns" (func $assembly/reduce/sumColumns))
 (export "sumRows" (func $assembly/reduce/sumRows))
 (export "sumsOfSquares" (func $assembly/reduce/sumsOfSquares))
 (export "rope" (func $assembly/rope/rope))
 (export "extremeColumns" (func $assembly/rows/choose/extremeColumns))
 (export "extremeRows" (func $assembly/rows/choose/extremeRows))
 (export "topRows" (func $assembly/rows/choose/topRows))
 (export "crossEntropy" (func $assembly/rows/cross-entropy/crossEntropy))
 (export "crossEntropyGradient" (func $assembly/rows/cross-entropy/crossEntropyGradient))
 (export "norm" (func $assembly/rows/norm/norm))
 (export "normGradient" (func $assembly/rows/norm/normGradient))
 (export "normGradientWork" (func $assembly/rows/norm/normGradientWork))
 (export "logSoftmax" (func $assembly/rows/softmax/logSoftmax))
 (export "logSoftmaxGradient" (func $assembly/rows/softmax/logSoftmaxGradient))
 (export "softmax" (func $assembly/rows/softmax/softmax))
 (export "softmaxGradient" (func $assembly/rows/softmax/softmaxGradient))
 (export "copyRuns" (func $assembly/runs/copyRuns))
 (export "padRuns" (func $assembly/runs/padRuns))
 (export "fold" (func $assembly/windows/fold))
 (export "unfold" (func $assembly/windows/unfold))
 (export "windows" (func $assembly/windows/windows))
 (export "memory" (memory $0))
 (func $assembly/pool/parallel (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i64)
  (local $4 i32)
  (local $5 i32)
  global.get $assembly/pool/threads
  i32.const 1
  i32.eq
  local.get $1
  i32.const 2
  i32.lt_s
  i32.or
  if
   loop $for-loop|0
    local.get $1
    local.get $2
    i32.gt_s
    if
     local.get $2
     local.get $0
     i32.load
     call_indirect (type $0)
     local.get $2
     i32.const 1
     i32.add
     local.set $2
     br $for-loop|0
    end
   end
   return
  end
  i32.const 1216
  local.get $0
  i32.load
  i32.store
  i32.const 1220
  local.get $1
  i32.store
  i32.const 1088
  i32.const 0
  i32.atomic.store
  i32.const 1024
  local.get $1
  i64.extend_i32_s
  i32.const 1028
  i64.atomic.load32_u
  i64.const 1
  i64.add
  i64.const 32
  i64.shl
  i64.or
  i64.atomic.store
  i32.const 1152
  i32.atomic.load
  i32.const 0
  i32.gt_s
  if
   i32.const 1028
   i32.const -1
   memory.atomic.notify
   drop
  end
  loop $while-continue|0
   i32.const 1024
   i64.atomic.load
   local.tee $3
   i32.wrap_i64
   local.tee $0
   if
    i32.const 1024
    local.get $3
    local.get $3
    i64.const 1
    i64.sub
    i64.atomic.rmw.cmpxchg
    local.get $3
    i64.ne
    br_if $while-continue|0
    i32.const 1220
    i32.load
    local.tee $2
    local.get $0
    i32.sub
    i32.const 1216
    i32.load
    call_indirect (type $0)
    i32.const 1088
    i32.const 1
    i32.atomic.rmw.add
    i32.const 1
    i32.add
    local.get $2
    i32.eq
    if (result i32)
     i32.const 1156
     i32.atomic.load
    else
     i32.const 0
    end
    if
     i32.const 1088
     i32.const 1
     memory.atomic.notify
     drop
    end
    br $while-continue|0
   end
  end
  i32.const 1088
  i32.atomic.load
  local.set $0
  loop $while-continue|01
   i32.const 1088
   i32.atomic.load
   local.tee $2
   local.get $1
   i32.ne
   if
    local.get $4
    i32.const 1
    i32.add
    local.tee $4
    i32.const 60000
    i32.lt_s
    br_if $while-continue|01
    i32.const 1164
    i32.atomic.load
    if
     unreachable
    end
    local.get $5
    i32.const 1
    i32.add
    i32.const 0
    local.get $0
    local.get $2
    i32.eq
    select
    local.set $5
    local.get $2
    local.set $0
    local.get $5
    i32.const 1500
    i32.const 400000
    global.get $assembly/pool/mayWait
    select
    i32.eq
    if
     i32.const 1172
     i32.const 1
     i32.atomic.store
     unreachable
    end
    global.get $assembly/pool/mayWait
    if
     i32.const 1156
     i32.const 1
     i32.atomic.store
     i32.const 1088
     local.get $0
     i64.const 20000000
     memory.atomic.wait32
     drop
     i32.const 1156
     i32.const 0
     i32.atomic.store
    else
     i32.const 0
     local.set $4
    end
    br $while-continue|01
   end
  end
 )
 (func $assembly/matmul/serial/packHere (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  global.get $assembly/pool/scratch
  i32.const 131200
  i32.add
  local.set $6
  loop $for-loop|0
   local.get $4
   local.get $5
   i32.gt_s
   if
    local.get $0
    local.get $1
    local.get $2
    i32.const 0
    local.get $3
    local.get $5
    i32.const 512
    local.get $4
    local.get $5
    i32.sub
    local.tee $7
    local.get $7
    i32.const 512
    i32.ge_s
    select
    local.tee $7
    local.get $6
    call $assembly/matmul/pack/packB
    local.get $6
    local.get $7
    local.get $3
    i32.const 7
    i32.add
    i32.const -8
    i32.and
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $6
    local.get $5
    i32.const 512
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/serial/multiplyPacked (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  global.get $assembly/pool/scratch
  i32.const 131200
  i32.add
  local.set $11
  loop $for-loop|0
   local.get $5
   local.get $10
   i32.gt_s
   if
    local.get $0
    local.get $1
    local.get $2
    local.get $11
    local.get $3
    local.get $4
    local.get $6
    local.get $7
    local.get $8
    local.get $9
    local.get $10
    i32.const 64
    local.get $5
    local.get $10
    i32.sub
    local.tee $12
    local.get $12
    i32.const 64
    i32.ge_s
    select
    i32.const 0
    local.get $6
    call $assembly/matmul/block/multiplyBlock
    local.get $10
    i32.const -64
    i32.sub
    local.set $10
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/epilogue/finish (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  (local $4 i32)
  i32.const 2080
  i32.load
  i32.eqz
  if
   return
  end
  loop $for-loop|0
   local.get $2
   local.get $4
   i32.gt_s
   if
    local.get $0
    local.get $1
    local.get $4
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.get $3
    call $assembly/matmul/epilogue/finishRow
    local.get $4
    i32.const 1
    i32.add
    local.set $4
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/scores/scaleRow (param $0 i32) (param $1 i32) (param $2 f32)
  (local $3 v128)
  (local $4 v128)
  (local $5 i32)
  local.get $2
  f32x4.splat
  local.set $4
  local.get $0
  local.get $1
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $5
  loop $for-loop|0
   local.get $0
   local.get $5
   i32.lt_u
   if
    local.get $0
    local.get $0
    v128.load
    local.get $4
    f32x4.mul
    v128.store
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $1
  i32.const 3
  i32.and
  local.tee $1
  if
   local.get $0
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $3
   local.get $1
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $3
    v128.load32_lane 1
    local.set $3
   end
   local.get $0
   local.get $1
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $0
    i32.const 8
    i32.add
    local.get $3
    v128.load32_lane 2
   else
    local.get $3
   end
   local.get $4
   f32x4.mul
   local.tee $3
   v128.store32_lane 0
   local.get $1
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $3
    v128.store32_lane 1
   end
   local.get $1
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $3
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/trigonometry/waveOne (param $0 f32) (param $1 i64) (result f32)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 f32)
  (local $6 i64)
  (local $7 i64)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 i64)
  (local $12 i64)
  local.get $0
  f32.abs
  local.tee $5
  f32.const 421657440
  f32.gt
  i32.eqz
  local.get $5
  f32.const inf
  f32.eq
  i32.or
  if
   local.get $0
   f64.promote_f32
   f64x2.splat
   local.tee $2
   i32.const 4416
   v128.load64_splat
   f64x2.mul
   f64x2.nearest
   local.set $8
   local.get $2
   local.get $8
   i32.const 4424
   v128.load64_splat
   f64x2.mul
   f64x2.sub
   local.get $8
   i32.const 4432
   v128.load64_splat
   f64x2.mul
   f64x2.sub
   local.tee $9
   local.get $9
   f64x2.mul
   local.tee $10
   local.get $10
   f64x2.mul
   local.set $2
   i32.const 4504
   v128.load64_splat
   local.get $10
   i32.const 4472
   v128.load64_splat
   f64x2.mul
   f64x2.add
   local.get $2
   i32.const 4480
   v128.load64_splat
   f64x2.mul
   f64x2.add
   local.get $2
   local.get $10
   f64x2.mul
   i32.const 4488
   v128.load64_splat
   local.get $10
   i32.const 4496
   v128.load64_splat
   f64x2.mul
   f64x2.add
   f64x2.mul
   f64x2.add
   local.get $9
   local.get $10
   local.get $9
   f64x2.mul
   local.tee $9
   i32.const 4440
   v128.load64_splat
   local.get $10
   i32.const 4448
   v128.load64_splat
   f64x2.mul
   f64x2.add
   f64x2.mul
   f64x2.add
   local.get $9
   local.get $2
   f64x2.mul
   i32.const 4456
   v128.load64_splat
   local.get $10
   i32.const 4464
   v128.load64_splat
   f64x2.mul
   f64x2.add
   f64x2.mul
   f64x2.add
   local.get $8
   i32x4.trunc_sat_f64x2_s_zero
   i64x2.extend_low_i32x4_s
   local.get $1
   i64x2.splat
   i64x2.add
   local.tee $2
   v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
   v128.and
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   i64x2.ne
   v128.bitselect
   local.get $2
   v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
   v128.and
   i32.const 62
   i64x2.shl
   v128.xor
   f64x2.extract_lane 0
   f32.demote_f64
   return
  end
  local.get $0
  i32.reinterpret_f32
  local.tee $3
  i32.const 23
  i32.shr_u
  i32.const 255
  i32.and
  i64.extend_i32_u
  i64.const 152
  i64.sub
  local.tee $7
  i64.const 63
  i64.and
  local.set $6
  local.get $7
  i64.const 6
  i64.shr_u
  i64.const 3
  i64.shl
  i32.wrap_i64
  i32.const 4512
  i32.add
  local.tee $4
  i64.load offset=8
  local.set $7
  i64.const 0
  local.get $3
  i32.const 8388607
  i32.and
  i32.const 8388608
  i32.or
  i64.extend_i32_u
  local.tee $11
  local.get $4
  i64.load
  local.get $6
  i64.shl
  local.get $7
  i64.const 1
  i64.shr_u
  i64.const 63
  local.get $6
  i64.sub
  local.tee $12
  i64.shr_u
  i64.or
  i64.mul
  local.get $11
  local.get $7
  local.get $6
  i64.shl
  local.get $4
  i64.load offset=16
  i64.const 1
  i64.shr_u
  local.get $12
  i64.shr_u
  i64.or
  i64.const 32
  i64.shr_u
  i64.mul
  i64.const 32
  i64.shr_u
  i64.add
  local.tee $6
  i64.sub
  local.get $6
  local.get $3
  i32.const 0
  i32.lt_s
  select
  local.tee $6
  i64.const 2
  i64.shl
  local.tee $7
  f64.convert_i64_s
  f64.const 8.515303950216386e-20
  f64.mul
  f64x2.splat
  local.tee $2
  local.get $2
  f64x2.mul
  local.tee $8
  local.get $8
  f64x2.mul
  local.set $9
  i32.const 4504
  v128.load64_splat
  local.get $8
  i32.const 4472
  v128.load64_splat
  f64x2.mul
  f64x2.add
  local.get $9
  i32.const 4480
  v128.load64_splat
  f64x2.mul
  f64x2.add
  local.get $9
  local.get $8
  f64x2.mul
  i32.const 4488
  v128.load64_splat
  local.get $8
  i32.const 4496
  v128.load64_splat
  f64x2.mul
  f64x2.add
  f64x2.mul
  f64x2.add
  local.get $2
  local.get $8
  local.get $2
  f64x2.mul
  local.tee $2
  i32.const 4440
  v128.load64_splat
  local.get $8
  i32.const 4448
  v128.load64_splat
  f64x2.mul
  f64x2.add
  f64x2.mul
  f64x2.add
  local.get $2
  local.get $9
  f64x2.mul
  i32.const 4456
  v128.load64_splat
  local.get $8
  i32.const 4464
  v128.load64_splat
  f64x2.mul
  f64x2.add
  f64x2.mul
  f64x2.add
  local.get $7
  i64.const 0
  i64.lt_s
  i64.extend_i32_u
  local.get $6
  i64.const 62
  i64.shr_u
  i64.add
  local.get $1
  i64.add
  i64x2.splat
  local.tee $2
  v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
  v128.and
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  i64x2.ne
  v128.bitselect
  local.get $2
  v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
  v128.and
  i32.const 62
  i64x2.shl
  v128.xor
  f64x2.extract_lane 0
  f32.demote_f64
 )
 (func $assembly/trigonometry/farWave4 (param $0 v128) (param $1 i64) (result v128)
  local.get $0
  f32x4.extract_lane 0
  local.get $1
  call $assembly/trigonometry/waveOne
  f32x4.splat
  local.get $0
  f32x4.extract_lane 1
  local.get $1
  call $assembly/trigonometry/waveOne
  f32x4.replace_lane 1
  local.get $0
  f32x4.extract_lane 2
  local.get $1
  call $assembly/trigonometry/waveOne
  f32x4.replace_lane 2
  local.get $0
  f32x4.extract_lane 3
  local.get $1
  call $assembly/trigonometry/waveOne
  f32x4.replace_lane 3
 )
 (func $assembly/reduce/sumColumns (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $3
  i32.store
  i32.const 1560
  local.get $4
  i32.store
  i32.const 7056
  local.get $2
  local.get $4
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/matmul/small/multiplyFewRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32) (param $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 f32)
  (local $20 i32)
  local.get $3
  i32.const 2
  i32.shl
  i32.const 4
  local.get $6
  select
  local.set $16
  i32.const 4
  local.get $5
  i32.const 2
  i32.shl
  local.get $6
  select
  local.set $18
  loop $for-loop|0
   local.get $3
   local.get $14
   i32.gt_s
   if
    local.get $0
    local.get $14
    local.get $18
    i32.mul
    i32.add
    local.set $13
    local.get $2
    local.get $4
    local.get $14
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $15
    local.get $7
    i32.eqz
    local.get $16
    i32.const 4
    i32.eq
    i32.or
    local.get $14
    i32.const 1
    i32.add
    local.tee $6
    local.get $3
    i32.lt_s
    i32.and
    if
     local.get $6
     local.set $14
     local.get $7
     if
      local.get $13
      local.get $1
      local.get $15
      local.get $4
      local.get $5
      local.get $10
      local.get $11
      local.get $8
      local.get $9
      call $assembly/matmul/dot/dotTwoRows
     else
      local.get $13
      local.get $18
      local.get $16
      local.get $1
      local.get $15
      local.get $4
      local.get $5
      local.get $10
      local.get $11
      local.get $8
      local.get $9
      call $assembly/matmul/small/axpyTwoRows
      local.get $13
      local.get $16
      local.get $1
      local.get $15
      local.get $4
      local.get $5
      local.get $10
      local.get $11
      local.get $10
      i32.sub
      i32.const -16
      i32.and
      i32.add
      local.tee $6
      local.get $11
      local.get $8
      local.get $9
      call $assembly/matmul/small/axpyRow
      local.get $13
      local.get $18
      i32.add
      local.get $16
      local.get $1
      local.get $15
      local.get $4
      i32.const 2
      i32.shl
      i32.add
      local.get $4
      local.get $5
      local.get $6
      local.get $11
      local.get $8
      local.get $9
      call $assembly/matmul/small/axpyRow
     end
    else
     local.get $7
     if
      local.get $16
      i32.const 4
      i32.eq
      if
       local.get $13
       local.get $1
       local.get $15
       local.get $5
       local.get $10
       local.get $11
       local.get $8
       local.get $9
       call $assembly/matmul/dot/dotRow
      else
       local.get $10
       local.set $6
       loop $for-loop|00
        local.get $6
        local.get $11
        i32.lt_s
        if
         f32.const 0
         local.set $19
         local.get $13
         local.set $12
         local.get $1
         local.get $5
         local.get $6
         i32.mul
         i32.const 2
         i32.shl
         i32.add
         local.set $20
         i32.const 0
         local.set $17
         loop $for-loop|1
          local.get $5
          local.get $17
          i32.gt_u
          if
           local.get $19
           local.get $12
           f32.load
           local.get $20
           local.get $17
           i32.const 2
           i32.shl
           i32.add
           f32.load
           f32.mul
           f32.add
           local.set $19
           local.get $12
           local.get $16
           i32.add
           local.set $12
           local.get $17
           i32.const 1
           i32.add
           local.set $17
           br $for-loop|1
          end
         end
         local.get $15
         local.get $6
         i32.const 2
         i32.shl
         i32.add
         local.tee $12
         block $assembly/matmul/small/initial|inlined.1 (result f32)
          local.get $9
          if
           local.get $12
           f32.load
           br $assembly/matmul/small/initial|inlined.1
          end
          local.get $8
          if (result f32)
           local.get $8
           local.get $6
           i32.const 2
           i32.shl
           i32.add
           f32.load
          else
           f32.const 0
          end
         end
         local.get $19
         f32.add
         f32.store
         local.get $6
         i32.const 1
         i32.add
         local.set $6
         br $for-loop|00
        end
       end
      end
     else
      local.get $13
      local.get $16
      local.get $1
      local.get $15
      local.get $4
      local.get $5
      local.get $10
      local.get $11
      local.get $8
      local.get $9
      call $assembly/matmul/small/axpyRow
     end
    end
    local.get $14
    i32.const 1
    i32.add
    local.set $14
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/small/axpyRow (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 i32)
  (local $17 v128)
  (local $18 f32)
  (local $19 i32)
  local.get $4
  i32.const 2
  i32.shl
  local.set $19
  loop $for-loop|0
   local.get $6
   i32.const 16
   i32.add
   local.get $7
   i32.le_s
   if
    local.get $3
    local.get $6
    i32.const 2
    i32.shl
    i32.add
    local.set $10
    local.get $9
    if (result i32)
     local.get $10
    else
     local.get $8
     local.get $6
     i32.const 2
     i32.shl
     i32.add
     i32.const 0
     local.get $8
     select
    end
    local.tee $4
    if (result v128)
     local.get $4
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $12
    local.get $4
    if (result v128)
     local.get $4
     v128.load offset=16
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $13
    local.get $4
    if (result v128)
     local.get $4
     v128.load offset=32
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $14
    local.get $4
    if (result v128)
     local.get $4
     v128.load offset=48
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $15
    local.get $0
    local.set $4
    local.get $2
    local.get $6
    i32.const 2
    i32.shl
    i32.add
    local.set $11
    i32.const 0
    local.set $16
    loop $for-loop|1
     local.get $5
     local.get $16
     i32.gt_s
     if
      local.get $4
      v128.load32_splat
      local.tee $17
      local.get $11
      v128.load
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $12
      local.get $17
      local.get $11
      v128.load offset=16
      f32x4.mul
      local.get $13
      f32x4.add
      local.set $13
      local.get $17
      local.get $11
      v128.load offset=32
      f32x4.mul
      local.get $14
      f32x4.add
      local.set $14
      local.get $17
      local.get $11
      v128.load offset=48
      f32x4.mul
      local.get $15
      f32x4.add
      local.set $15
      local.get $1
      local.get $4
      i32.add
      local.set $4
      local.get $11
      local.get $19
      i32.add
      local.set $11
      local.get $16
      i32.const 1
      i32.add
      local.set $16
      br $for-loop|1
     end
    end
    local.get $10
    local.get $12
    v128.store
    local.get $10
    local.get $13
    v128.store offset=16
    local.get $10
    local.get $14
    v128.store offset=32
    local.get $10
    local.get $15
    v128.store offset=48
    local.get $6
    i32.const 16
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
  loop $for-loop|2
   local.get $6
   local.get $7
   i32.lt_s
   if
    f32.const 0
    local.set $18
    local.get $0
    local.set $4
    local.get $2
    local.get $6
    i32.const 2
    i32.shl
    i32.add
    local.set $10
    i32.const 0
    local.set $11
    loop $for-loop|3
     local.get $5
     local.get $11
     i32.gt_s
     if
      local.get $18
      local.get $4
      f32.load
      local.get $10
      f32.load
      f32.mul
      f32.add
      local.set $18
      local.get $1
      local.get $4
      i32.add
      local.set $4
      local.get $10
      local.get $19
      i32.add
      local.set $10
      local.get $11
      i32.const 1
      i32.add
      local.set $11
      br $for-loop|3
     end
    end
    local.get $3
    local.get $6
    i32.const 2
    i32.shl
    i32.add
    local.tee $4
    block $assembly/matmul/small/initial|inlined.0 (result f32)
     local.get $9
     if
      local.get $4
      f32.load
      br $assembly/matmul/small/initial|inlined.0
     end
     local.get $8
     if (result f32)
      local.get $8
      local.get $6
      i32.const 2
      i32.shl
      i32.add
      f32.load
     else
      f32.const 0
     end
    end
    local.get $18
    f32.add
    f32.store
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|2
   end
  end
 )
 (func $assembly/matmul/pack/packB (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  local.get $6
  i32.const 5
  i32.shl
  local.set $12
  local.get $2
  i32.eqz
  if
   local.get $1
   i32.const 2
   i32.shl
   local.set $13
   loop $for-loop|0
    local.get $11
    i32.const 16
    i32.add
    local.get $4
    i32.le_s
    if
     local.get $0
     local.get $5
     local.get $13
     i32.mul
     i32.add
     local.get $3
     local.get $11
     i32.add
     i32.const 2
     i32.shl
     i32.add
     local.set $9
     local.get $7
     local.set $8
     local.get $12
     i32.const 16
     i32.add
     local.set $14
     i32.const 0
     local.set $10
     loop $for-loop|00
      local.get $6
      local.get $10
      i32.gt_s
      if
       local.get $8
       local.get $9
       v128.load
       v128.store
       local.get $8
       i32.const 16
       i32.add
       local.get $9
       v128.load offset=16
       v128.store
       local.get $8
       local.get $12
       i32.add
       local.get $9
       v128.load offset=32
       v128.store
       local.get $8
       local.get $14
       i32.add
       local.get $9
       v128.load offset=48
       v128.store
       local.get $9
       local.get $13
       i32.add
       local.set $9
       local.get $8
       i32.const 32
       i32.add
       local.set $8
       local.get $10
       i32.const 1
       i32.add
       local.set $10
       br $for-loop|00
      end
     end
     local.get $7
     local.get $12
     i32.const 1
     i32.shl
     i32.add
     local.set $7
     local.get $11
     i32.const 16
     i32.add
     local.set $11
     br $for-loop|0
    end
   end
  end
  loop $for-loop|1
   local.get $4
   local.get $11
   i32.gt_s
   if
    local.get $3
    local.get $11
    i32.add
    local.set $9
    i32.const 8
    local.get $4
    local.get $11
    i32.sub
    local.tee $8
    local.get $8
    i32.const 8
    i32.ge_s
    select
    local.set $13
    local.get $7
    local.set $8
    local.get $1
    i32.const 2
    i32.shl
    local.set $14
    block $__inlined_func$assembly/matmul/pack/packPanel$18
     local.get $2
     if
      local.get $0
      local.get $9
      local.get $14
      i32.mul
      i32.add
      local.get $5
      i32.const 2
      i32.shl
      i32.add
      local.tee $9
      local.get $14
      i32.const 4
      local.get $13
      local.get $13
      i32.const 4
      i32.ge_s
      select
      local.get $6
      local.get $8
      i32.const 32
      call $assembly/matmul/pack/packAcross
      local.get $9
      local.get $14
      i32.const 2
      i32.shl
      i32.add
      local.get $14
      i32.const 4
      local.get $13
      i32.const 4
      i32.sub
      local.tee $9
      local.get $9
      i32.const 4
      i32.ge_s
      select
      local.get $6
      local.get $8
      i32.const 16
      i32.add
      i32.const 32
      call $assembly/matmul/pack/packAcross
      br $__inlined_func$assembly/matmul/pack/packPanel$18
     end
     local.get $0
     local.get $5
     local.get $14
     i32.mul
     i32.add
     local.get $9
     i32.const 2
     i32.shl
     i32.add
     local.set $10
     local.get $13
     i32.const 8
     i32.lt_s
     if
      local.get $10
      local.get $14
      i32.const 4
      local.get $13
      local.get $13
      i32.const 4
      i32.ge_s
      select
      local.get $6
      local.get $8
      i32.const 32
      call $assembly/matmul/pack/packAlong
      local.get $10
      i32.const 16
      i32.add
      local.get $14
      local.get $13
      i32.const 4
      i32.sub
      local.get $6
      local.get $8
      i32.const 16
      i32.add
      i32.const 32
      call $assembly/matmul/pack/packAlong
      br $__inlined_func$assembly/matmul/pack/packPanel$18
     end
     i32.const 0
     local.set $9
     loop $for-loop|01
      local.get $6
      local.get $9
      i32.gt_s
      if
       local.get $8
       local.get $10
       v128.load
       v128.store
       local.get $8
       local.get $10
       v128.load offset=16
       v128.store offset=16
       local.get $10
       local.get $14
       i32.add
       local.set $10
       local.get $8
       i32.const 32
       i32.add
       local.set $8
       local.get $9
       i32.const 1
       i32.add
       local.set $9
       br $for-loop|01
      end
     end
    end
    local.get $7
    local.get $12
    i32.add
    local.set $7
    local.get $11
    i32.const 8
    i32.add
    local.set $11
    br $for-loop|1
   end
  end
 )
 (func $assembly/matmul/pack/packAlong (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  (local $6 i32)
  local.get $2
  i32.const 4
  i32.ge_s
  if
   loop $for-loop|0
    local.get $3
    local.get $6
    i32.gt_s
    if
     local.get $4
     local.get $0
     v128.load
     v128.store
     local.get $0
     local.get $1
     i32.add
     local.set $0
     local.get $4
     local.get $5
     i32.add
     local.set $4
     local.get $6
     i32.const 1
     i32.add
     local.set $6
     br $for-loop|0
    end
   end
   return
  end
  loop $for-loop|1
   local.get $3
   local.get $6
   i32.gt_s
   if
    local.get $4
    local.get $2
    i32.const 0
    i32.gt_s
    if (result f32)
     local.get $0
     f32.load
    else
     f32.const 0
    end
    f32.store
    local.get $4
    local.get $2
    i32.const 1
    i32.gt_s
    if (result f32)
     local.get $0
     f32.load offset=4
    else
     f32.const 0
    end
    f32.store offset=4
    local.get $4
    local.get $2
    i32.const 2
    i32.gt_s
    if (result f32)
     local.get $0
     f32.load offset=8
    else
     f32.const 0
    end
    f32.store offset=8
    local.get $4
    f32.const 0
    f32.store offset=12
    local.get $0
    local.get $1
    i32.add
    local.set $0
    local.get $4
    local.get $5
    i32.add
    local.set $4
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|1
   end
  end
 )
 (func $assembly/matmul/pack/packAcross (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 i32)
  (local $9 i32)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 i32)
  (local $14 v128)
  (local $15 v128)
  local.get $2
  i32.const 0
  i32.le_s
  if
   loop $for-loop|0
    local.get $3
    local.get $6
    i32.gt_s
    if
     local.get $4
     local.get $5
     local.get $6
     i32.mul
     i32.add
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.store
     local.get $6
     i32.const 1
     i32.add
     local.set $6
     br $for-loop|0
    end
   end
   return
  end
  local.get $0
  local.get $1
  i32.add
  i32.const 0
  local.get $2
  i32.const 1
  i32.gt_s
  select
  local.set $8
  local.get $0
  local.get $1
  i32.const 1
  i32.shl
  i32.add
  i32.const 0
  local.get $2
  i32.const 2
  i32.gt_s
  select
  local.set $9
  local.get $0
  local.get $1
  i32.const 3
  i32.mul
  i32.add
  i32.const 0
  local.get $2
  i32.const 3
  i32.gt_s
  select
  local.set $13
  local.get $3
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $1
  loop $for-loop|1
   local.get $1
   local.get $6
   i32.gt_u
   if
    local.get $4
    local.get $0
    local.get $6
    i32.add
    v128.load
    local.tee $14
    local.get $2
    i32.const 1
    i32.gt_s
    if (result v128)
     local.get $6
     local.get $8
     i32.add
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.tee $15
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    local.tee $11
    local.get $2
    i32.const 2
    i32.gt_s
    if (result v128)
     local.get $6
     local.get $9
     i32.add
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.tee $7
    local.get $2
    i32.const 3
    i32.gt_s
    if (result v128)
     local.get $6
     local.get $13
     i32.add
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.tee $10
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    local.tee $12
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store
    local.get $4
    local.get $5
    i32.add
    local.get $11
    local.get $12
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    v128.store
    local.get $4
    local.get $5
    i32.const 1
    i32.shl
    i32.add
    local.get $14
    local.get $15
    i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
    local.tee $11
    local.get $7
    local.get $10
    i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
    local.tee $7
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store
    local.get $4
    local.get $5
    i32.const 3
    i32.mul
    i32.add
    local.get $11
    local.get $7
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    v128.store
    local.get $4
    local.get $5
    i32.const 2
    i32.shl
    i32.add
    local.set $4
    local.get $6
    i32.const 16
    i32.add
    local.set $6
    br $for-loop|1
   end
  end
  local.get $3
  i32.const 2
  i32.shl
  local.set $1
  loop $for-loop|2
   local.get $1
   local.get $6
   i32.gt_u
   if
    local.get $4
    local.get $0
    local.get $6
    i32.add
    f32.load
    f32.store
    local.get $4
    local.get $2
    i32.const 1
    i32.gt_s
    if (result f32)
     local.get $6
     local.get $8
     i32.add
     f32.load
    else
     f32.const 0
    end
    f32.store offset=4
    local.get $4
    local.get $2
    i32.const 2
    i32.gt_s
    if (result f32)
     local.get $6
     local.get $9
     i32.add
     f32.load
    else
     f32.const 0
    end
    f32.store offset=8
    local.get $4
    local.get $2
    i32.const 3
    i32.gt_s
    if (result f32)
     local.get $6
     local.get $13
     i32.add
     f32.load
    else
     f32.const 0
    end
    f32.store offset=12
    local.get $4
    local.get $5
    i32.add
    local.set $4
    local.get $6
    i32.const 4
    i32.add
    local.set $6
    br $for-loop|2
   end
  end
 )
 (func $assembly/matmul/large/multiplyWithPacked (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i64)
  i64.const 16
  local.get $5
  i64.extend_i32_s
  local.get $3
  i64.extend_i32_s
  local.get $4
  i64.extend_i32_s
  i64.mul
  i64.mul
  i64.const 65536
  i64.div_s
  i64.const 1
  i64.add
  local.tee $12
  local.get $12
  i64.const 16
  i64.gt_s
  select
  local.set $12
  i32.const 64
  local.set $11
  i32.const 512
  local.set $10
  loop $while-continue|0
   local.get $10
   i32.const 64
   i32.gt_s
   local.get $3
   local.get $11
   i32.add
   i32.const 1
   i32.sub
   local.get $11
   i32.div_s
   local.get $4
   local.get $10
   i32.add
   i32.const 1
   i32.sub
   local.get $10
   i32.div_s
   i32.mul
   i64.extend_i32_s
   local.get $12
   i64.lt_s
   i32.and
   if
    local.get $11
    i32.const 16
    i32.le_s
    local.get $10
    i32.const 128
    i32.gt_s
    i32.or
    if
     local.get $10
     i32.const 1
     i32.shr_s
     local.set $10
    else
     local.get $11
     i32.const 1
     i32.shr_s
     local.set $11
    end
    br $while-continue|0
   end
  end
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1552
  local.get $1
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store8
  i32.const 1600
  local.get $7
  i32.store
  i32.const 1608
  local.get $8
  i32.store8
  i32.const 1616
  local.get $9
  i32.store
  i32.const 1624
  local.get $11
  i32.store
  i32.const 1632
  local.get $10
  i32.store
  i32.const 1640
  local.get $4
  local.get $10
  i32.add
  i32.const 1
  i32.sub
  local.get $10
  i32.div_s
  local.tee $0
  i32.store
  i32.const 1648
  local.get $2
  i32.store
  i32.const 6704
  local.get $3
  local.get $11
  i32.add
  i32.const 1
  i32.sub
  local.get $11
  i32.div_s
  local.get $0
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/attention/scores/scoreBlock (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  (local $8 v128)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 i32)
  (local $14 i32)
  (local $15 v128)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  (local $21 i32)
  global.get $assembly/pool/scratch
  i32.const 393344
  i32.add
  local.set $11
  local.get $0
  i32.const 1616
  i32.load
  local.tee $10
  i32.const 2
  i32.shl
  local.tee $13
  local.get $4
  i32.mul
  i32.add
  local.set $14
  local.get $1
  local.get $6
  local.get $13
  i32.mul
  i32.add
  local.set $16
  local.get $5
  i32.const 4
  i32.le_s
  if
   i32.const 0
   local.set $0
   loop $for-loop|0
    local.get $0
    i32.const 2
    i32.add
    local.tee $1
    local.get $5
    i32.le_s
    if
     local.get $14
     local.get $0
     local.get $13
     i32.mul
     i32.add
     local.get $16
     local.get $11
     local.get $0
     i32.const 9
     i32.shl
     i32.add
     i32.const 128
     local.get $10
     i32.const 0
     local.get $7
     i32.const 0
     i32.const 0
     call $assembly/matmul/dot/dotTwoRows
     local.get $1
     local.set $0
     br $for-loop|0
    end
   end
   local.get $0
   local.get $5
   i32.lt_s
   if
    local.get $14
    local.get $0
    local.get $13
    i32.mul
    i32.add
    local.get $16
    local.get $11
    local.get $0
    i32.const 9
    i32.shl
    i32.add
    local.get $10
    i32.const 0
    local.get $7
    i32.const 0
    i32.const 0
    call $assembly/matmul/dot/dotRow
   end
  else
   local.get $16
   local.get $10
   i32.const 1
   local.get $7
   local.get $10
   call $assembly/matmul/serial/packHere
   local.get $14
   local.get $10
   i32.const 0
   local.get $11
   i32.const 128
   local.get $5
   local.get $7
   local.get $10
   i32.const 0
   i32.const 0
   call $assembly/matmul/serial/multiplyPacked
  end
  i32.const 1568
  i32.load
  local.set $19
  i32.const 1560
  i32.load
  local.tee $17
  if
   global.get $assembly/pool/scratch
   i32.const 459648
   i32.add
   i32.const 0
   i32.const 128
   memory.fill
  end
  loop $for-loop|1
   local.get $5
   local.get $9
   i32.gt_s
   if
    local.get $11
    local.get $9
    i32.const 9
    i32.shl
    i32.add
    local.set $20
    local.get $17
    if (result i32)
     local.get $6
     local.get $17
     local.get $2
     i32.const 1648
     i32.load
     i32.mul
     i32.add
     local.get $3
     i32.const 1656
     i32.load
     i32.mul
     i32.add
     i32.const 1664
     i32.load
     local.get $4
     local.get $9
     i32.add
     i32.mul
     i32.add
     i32.add
    else
     i32.const 0
    end
    local.set $21
    local.get $19
    if (result i32)
     local.get $19
     local.get $2
     i32.const 1672
     i32.load
     i32.mul
     i32.add
     local.get $3
     i32.const 1680
     i32.load
     i32.mul
     i32.add
     i32.const 1688
     i32.load
     local.get $4
     local.get $9
     i32.add
     i32.mul
     i32.add
     local.get $6
     i32.const 2
     i32.shl
     i32.add
    else
     i32.const 0
    end
    local.set $13
    local.get $4
    local.get $9
    i32.add
    local.set $0
    block $assembly/attention/scores/visibleKeys|inlined.1 (result i32)
     i32.const 1600
     i32.load
     local.tee $1
     i32.const 1632
     i32.load8_u
     i32.eqz
     br_if $assembly/attention/scores/visibleKeys|inlined.1
     drop
     local.get $1
     local.get $1
     i32.const 1592
     i32.load
     i32.sub
     local.get $0
     i32.add
     i32.const 1
     i32.add
     local.tee $0
     local.get $0
     local.get $1
     i32.gt_s
     select
     local.tee $0
     i32.const 0
     local.get $0
     i32.const 0
     i32.ge_s
     select
    end
    local.get $6
    i32.sub
    local.set $14
    i32.const 1640
    f32.load
    f32x4.splat
    local.set $15
    global.get $assembly/pool/scratch
    i32.const 459648
    i32.add
    local.set $16
    i32.const 0
    local.set $0
    loop $for-loop|00
     local.get $0
     local.get $7
     i32.lt_u
     if
      local.get $7
      local.get $0
      i32.sub
      local.set $18
      local.get $0
      i32.const 2
      i32.shl
      local.tee $1
      local.get $20
      i32.add
      v128.load
      local.get $15
      f32x4.mul
      local.set $8
      local.get $13
      if
       local.get $1
       local.get $13
       i32.add
       local.set $1
       local.get $8
       local.get $18
       i32.const 4
       i32.lt_u
       if (result v128)
        local.get $1
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        v128.load32_lane 0
        local.set $8
        local.get $18
        i32.const 1
        i32.gt_u
        if
         local.get $1
         i32.const 4
         i32.add
         local.get $8
         v128.load32_lane 1
         local.set $8
        end
        local.get $18
        i32.const 2
        i32.gt_u
        if (result v128)
         local.get $1
         i32.const 8
         i32.add
         local.get $8
         v128.load32_lane 2
        else
         local.get $8
        end
       else
        local.get $1
        v128.load
       end
       f32x4.add
       local.set $8
      end
      v128.const i32x4 0x00000000 0x00000001 0x00000002 0x00000003
      local.get $14
      local.get $0
      i32.sub
      i32x4.splat
      i32x4.lt_s
      local.set $12
      local.get $21
      if
       i32.const 0
       local.set $10
       local.get $18
       i32.const 4
       i32.ge_u
       if
        local.get $0
        local.get $21
        i32.add
        i32.load
        local.set $10
       else
        i32.const 0
        local.set $1
        loop $for-loop|11
         local.get $1
         local.get $18
         i32.lt_u
         if
          local.get $10
          local.get $0
          local.get $21
          i32.add
          local.get $1
          i32.add
          i32.load8_u
          local.get $1
          i32.const 3
          i32.shl
          i32.shl
          i32.or
          local.set $10
          local.get $1
          i32.const 1
          i32.add
          local.set $1
          br $for-loop|11
         end
        end
       end
       local.get $0
       local.get $16
       i32.add
       local.tee $1
       local.get $1
       i32.load
       local.get $12
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       local.get $10
       i32x4.replace_lane 0
       i16x8.extend_low_i8x16_u
       i32x4.extend_low_i16x8_u
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       i32x4.ne
       v128.and
       local.tee $12
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       i16x8.narrow_i32x4_s
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       i8x16.narrow_i16x8_s
       i32x4.extract_lane 0
       i32.or
       i32.store
      end
      local.get $20
      local.get $0
      i32.const 2
      i32.shl
      i32.add
      local.get $8
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      local.get $12
      v128.bitselect
      v128.store
      local.get $0
      i32.const 4
      i32.add
      local.set $0
      br $for-loop|00
     end
    end
    local.get $9
    i32.const 1
    i32.add
    local.set $9
    br $for-loop|1
   end
  end
 )
 (func $assembly/attention/scores/isHidden (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (result i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 1560
  i32.load
  local.tee $6
  i32.eqz
  if
   i32.const 0
   return
  end
  local.get $4
  local.get $6
  local.get $0
  i32.const 1648
  i32.load
  i32.mul
  i32.add
  local.get $1
  i32.const 1656
  i32.load
  i32.mul
  i32.add
  local.get $2
  i32.const 1664
  i32.load
  local.tee $6
  i32.mul
  i32.add
  i32.add
  local.set $1
  i32.const 0
  local.get $3
  i32.const 1
  i32.sub
  local.get $6
  select
  local.set $2
  loop $for-loop|0
   local.get $2
   local.get $3
   i32.lt_s
   if
    local.get $5
    local.get $1
    local.tee $0
    i32.add
    local.set $7
    block $__inlined_func$assembly/attention/scores/anyByte$10 (result i32)
     loop $for-loop|00
      local.get $0
      i32.const 16
      i32.add
      local.tee $4
      local.get $7
      i32.le_u
      if
       i32.const 1
       local.get $0
       v128.load
       v128.any_true
       br_if $__inlined_func$assembly/attention/scores/anyByte$10
       drop
       local.get $4
       local.set $0
       br $for-loop|00
      end
     end
     loop $for-loop|1
      local.get $0
      local.get $7
      i32.lt_u
      if
       i32.const 1
       local.get $0
       i32.load8_u
       br_if $__inlined_func$assembly/attention/scores/anyByte$10
       drop
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     i32.const 0
    end
    if
     i32.const 0
     return
    end
    local.get $1
    local.get $6
    i32.add
    local.set $1
    local.get $2
    i32.const 1
    i32.add
    local.set $2
    br $for-loop|0
   end
  end
  i32.const 1
 )
 (func $~lib/math/NativeMath.log (param $0 f64) (result f64)
  (local $1 i64)
  (local $2 i32)
  (local $3 i64)
  (local $4 f64)
  (local $5 f64)
  (local $6 f64)
  (local $7 i32)
  block $~lib/util/math/log_lut|inlined.0 (result f64)
   local.get $0
   i64.reinterpret_f64
   local.tee $1
   i64.const 4606619468846596096
   i64.sub
   i64.const 854320534781952
   i64.lt_u
   if
    local.get $0
    f64.const -1
    f64.add
    local.tee $0
    local.get $0
    f64.mul
    local.tee $4
    local.get $0
    f64.mul
    local.tee $5
    local.get $0
    f64.const -0.24999999999998432
    f64.mul
    f64.const 0.3333333333333352
    f64.add
    local.get $4
    f64.const 0.19999999999320328
    f64.mul
    f64.add
    local.get $5
    local.get $0
    f64.const 0.14285715076560868
    f64.mul
    f64.const -0.16666666669929706
    f64.add
    local.get $4
    f64.const -0.12499997863982555
    f64.mul
    f64.add
    local.get $5
    local.get $0
    f64.const -0.10000486757818193
    f64.mul
    f64.const 0.11110712032936046
    f64.add
    local.get $4
    f64.const 0.09181994006195467
    f64.mul
    f64.add
    local.get $5
    f64.const -0.08328363062289341
    f64.mul
    f64.add
    f64.mul
    f64.add
    f64.mul
    f64.add
    f64.mul
    local.get $0
    local.get $0
    local.get $0
    local.get $0
    f64.const 134217728
    f64.mul
    local.tee $4
    f64.add
    local.get $4
    f64.sub
    local.tee $4
    local.get $4
    f64.mul
    f64.const -0.5
    f64.mul
    local.tee $5
    f64.add
    local.tee $6
    f64.sub
    local.get $5
    f64.add
    local.get $0
    local.get $4
    f64.sub
    f64.const -0.5
    f64.mul
    local.get $4
    local.get $0
    f64.add
    f64.mul
    f64.add
    f64.add
    local.get $6
    f64.add
    br $~lib/util/math/log_lut|inlined.0
   end
   local.get $1
   i64.const 48
   i64.shr_u
   i32.wrap_i64
   local.tee $2
   i32.const 16
   i32.sub
   i32.const 32736
   i32.ge_u
   if
    f64.const -1
    local.get $0
    local.get $0
    f64.mul
    f64.div
    local.get $1
    i64.const 1
    i64.shl
    i64.eqz
    br_if $~lib/util/math/log_lut|inlined.0
    drop
    local.get $0
    local.get $1
    i64.const 9218868437227405312
    i64.eq
    br_if $~lib/util/math/log_lut|inlined.0
    drop
    i32.const 1
    local.get $2
    i32.const 32752
    i32.and
    i32.const 32752
    i32.eq
    local.get $2
    i32.const 32768
    i32.and
    select
    if
     local.get $0
     local.get $0
     f64.sub
     local.tee $0
     local.get $0
     f64.div
     br $~lib/util/math/log_lut|inlined.0
    end
    local.get $0
    f64.const 4503599627370496
    f64.mul
    i64.reinterpret_f64
    i64.const 234187180623265792
    i64.sub
    local.set $1
   end
   local.get $1
   i64.const 4604367669032910848
   i64.sub
   local.tee $3
   i64.const 45
   i64.shr_u
   i64.const 127
   i64.and
   i32.wrap_i64
   i32.const 4
   i32.shl
   local.tee $2
   i32.const 7264
   i32.add
   local.set $7
   local.get $3
   i64.const 52
   i64.shr_s
   f64.convert_i64_s
   local.tee $0
   f64.const 0.6931471805598903
   f64.mul
   local.get $7
   f64.load offset=8
   f64.add
   local.tee $4
   local.get $1
   local.get $3
   i64.const -4503599627370496
   i64.and
   i64.sub
   f64.reinterpret_i64
   local.get $2
   i32.const 9312
   i32.add
   local.tee $2
   f64.load
   f64.sub
   local.get $2
   f64.load offset=8
   f64.sub
   local.get $7
   f64.load
   f64.mul
   local.tee $5
   f64.add
   local.set $6
   local.get $4
   local.get $6
   f64.sub
   local.get $5
   f64.add
   local.get $0
   f64.const 5.497923018708371e-14
   f64.mul
   f64.add
   local.get $5
   local.get $5
   f64.mul
   local.tee $0
   f64.const -0.5000000000000001
   f64.mul
   f64.add
   local.get $5
   local.get $0
   f64.mul
   local.get $5
   f64.const -0.2499999999622955
   f64.mul
   f64.const 0.33333333331825593
   f64.add
   local.get $0
   local.get $5
   f64.const -0.16667054827627667
   f64.mul
   f64.const 0.20000304511814496
   f64.add
   f64.mul
   f64.add
   f64.mul
   f64.add
   local.get $6
   f64.add
  end
 )
 (func $assembly/matmul/micro/microTile (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  local.get $5
  if (result v128)
   local.get $5
   v128.load
   local.set $8
   local.get $5
   v128.load offset=16
   local.set $9
   local.get $5
   local.get $6
   i32.add
   local.tee $5
   v128.load
   local.set $10
   local.get $5
   v128.load offset=16
   local.set $11
   local.get $5
   local.get $6
   i32.add
   local.tee $5
   v128.load
   local.set $12
   local.get $5
   v128.load offset=16
   local.set $13
   local.get $5
   local.get $6
   i32.add
   local.tee $5
   v128.load
   local.set $14
   local.get $5
   v128.load offset=16
  else
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  end
  local.set $7
  local.get $0
  local.get $4
  i32.const 4
  i32.shl
  i32.add
  local.set $4
  loop $for-loop|0
   local.get $0
   local.get $4
   i32.lt_u
   if
    local.get $0
    v128.load32_splat
    local.tee $16
    local.get $1
    v128.load
    local.tee $15
    f32x4.mul
    local.get $8
    f32x4.add
    local.set $8
    local.get $16
    local.get $1
    v128.load offset=16
    local.tee $16
    f32x4.mul
    local.get $9
    f32x4.add
    local.set $9
    local.get $0
    v128.load32_splat offset=4
    local.tee $17
    local.get $15
    f32x4.mul
    local.get $10
    f32x4.add
    local.set $10
    local.get $17
    local.get $16
    f32x4.mul
    local.get $11
    f32x4.add
    local.set $11
    local.get $0
    v128.load32_splat offset=8
    local.tee $17
    local.get $15
    f32x4.mul
    local.get $12
    f32x4.add
    local.set $12
    local.get $17
    local.get $16
    f32x4.mul
    local.get $13
    f32x4.add
    local.set $13
    local.get $0
    v128.load32_splat offset=12
    local.tee $17
    local.get $15
    f32x4.mul
    local.get $14
    f32x4.add
    local.set $14
    local.get $17
    local.get $16
    f32x4.mul
    local.get $7
    f32x4.add
    local.set $7
    local.get $1
    i32.const 32
    i32.add
    local.set $1
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $2
  local.get $8
  v128.store
  local.get $2
  local.get $9
  v128.store offset=16
  local.get $2
  local.get $3
  i32.add
  local.tee $0
  local.get $10
  v128.store
  local.get $0
  local.get $11
  v128.store offset=16
  local.get $0
  local.get $3
  i32.add
  local.tee $0
  local.get $12
  v128.store
  local.get $0
  local.get $13
  v128.store offset=16
  local.get $0
  local.get $3
  i32.add
  local.tee $0
  local.get $14
  v128.store
  local.get $0
  local.get $7
  v128.store offset=16
 )
 (func $assembly/matmul/large/pack (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1544
  local.get $0
  i32.store
  i32.const 1568
  local.get $1
  i32.store
  i32.const 1576
  local.get $2
  i32.store
  i32.const 1592
  local.get $3
  i32.store8
  i32.const 1616
  local.get $4
  i32.store
  i32.const 1656
  local.get $1
  i32.const 127
  i32.add
  i32.const 128
  i32.div_s
  local.tee $0
  i32.store
  i32.const 6768
  local.get $0
  local.get $2
  i32.const 511
  i32.add
  i32.const 512
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/matmul/half/expand (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  (local $4 v128)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  loop $for-loop|0
   local.get $5
   i32.const 8
   i32.add
   local.get $2
   i32.le_s
   if
    local.get $0
    local.get $5
    i32.const 1
    i32.shl
    i32.add
    v128.load
    local.tee $4
    i32x4.extend_low_i16x8_u
    local.set $7
    local.get $1
    local.get $5
    i32.const 2
    i32.shl
    i32.add
    local.tee $6
    local.get $3
    if (result v128)
     local.get $7
     i32.const 16
     i32x4.shl
    else
     local.get $7
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $7
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $7
     i32.const 4356
     v128.load32_splat
     local.tee $7
     v128.and
     local.get $7
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    v128.store
    local.get $4
    i32x4.extend_high_i16x8_u
    local.set $4
    local.get $6
    local.get $3
    if (result v128)
     local.get $4
     i32.const 16
     i32x4.shl
    else
     local.get $4
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $4
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $4
     i32.const 4356
     v128.load32_splat
     local.tee $4
     v128.and
     local.get $4
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    v128.store offset=16
    local.get $5
    i32.const 8
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
  loop $for-loop|1
   local.get $2
   local.get $5
   i32.gt_s
   if
    local.get $0
    local.get $5
    i32.const 1
    i32.shl
    i32.add
    i32.load16_u
    i32x4.splat
    local.set $4
    local.get $1
    local.get $5
    i32.const 2
    i32.shl
    i32.add
    local.get $3
    if (result v128)
     local.get $4
     i32.const 16
     i32x4.shl
    else
     local.get $4
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $4
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $4
     i32.const 4356
     v128.load32_splat
     local.tee $4
     v128.and
     local.get $4
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    v128.store32_lane 0
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|1
   end
  end
 )
 (func $assembly/matmul/half/dotFour (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (result v128)
  (local $4 v128)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 i32)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  local.get $2
  i32.const 1
  i32.shl
  local.tee $2
  local.get $1
  i32.add
  local.set $9
  loop $for-loop|0
   local.get $1
   local.get $9
   i32.lt_u
   if
    local.get $0
    v128.load
    local.set $10
    local.get $1
    v128.load
    local.tee $8
    i32x4.extend_high_i16x8_u
    local.set $11
    local.get $8
    i32x4.extend_low_i16x8_u
    local.set $12
    local.get $0
    v128.load offset=16
    local.tee $8
    local.get $3
    if (result v128)
     local.get $11
     i32.const 16
     i32x4.shl
    else
     local.get $11
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $11
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $11
     i32.const 4356
     v128.load32_splat
     local.tee $11
     v128.and
     local.get $11
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $10
    local.get $3
    if (result v128)
     local.get $12
     i32.const 16
     i32x4.shl
    else
     local.get $12
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $12
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $12
     i32.const 4356
     v128.load32_splat
     local.tee $11
     v128.and
     local.get $11
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $4
    f32x4.add
    f32x4.add
    local.set $4
    local.get $1
    local.get $2
    i32.add
    v128.load
    local.tee $11
    i32x4.extend_high_i16x8_u
    local.set $12
    local.get $11
    i32x4.extend_low_i16x8_u
    local.set $11
    local.get $8
    local.get $3
    if (result v128)
     local.get $12
     i32.const 16
     i32x4.shl
    else
     local.get $12
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $12
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $12
     i32.const 4356
     v128.load32_splat
     local.tee $12
     v128.and
     local.get $12
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $10
    local.get $3
    if (result v128)
     local.get $11
     i32.const 16
     i32x4.shl
    else
     local.get $11
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $11
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $11
     i32.const 4356
     v128.load32_splat
     local.tee $11
     v128.and
     local.get $11
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $5
    f32x4.add
    f32x4.add
    local.set $5
    local.get $1
    local.get $2
    i32.const 1
    i32.shl
    i32.add
    v128.load
    local.tee $11
    i32x4.extend_high_i16x8_u
    local.set $12
    local.get $11
    i32x4.extend_low_i16x8_u
    local.set $11
    local.get $8
    local.get $3
    if (result v128)
     local.get $12
     i32.const 16
     i32x4.shl
    else
     local.get $12
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $12
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $12
     i32.const 4356
     v128.load32_splat
     local.tee $12
     v128.and
     local.get $12
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $10
    local.get $3
    if (result v128)
     local.get $11
     i32.const 16
     i32x4.shl
    else
     local.get $11
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $11
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $11
     i32.const 4356
     v128.load32_splat
     local.tee $11
     v128.and
     local.get $11
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $6
    f32x4.add
    f32x4.add
    local.set $6
    local.get $1
    local.get $2
    i32.const 3
    i32.mul
    i32.add
    v128.load
    local.tee $11
    i32x4.extend_high_i16x8_u
    local.set $12
    local.get $11
    i32x4.extend_low_i16x8_u
    local.set $11
    local.get $8
    local.get $3
    if (result v128)
     local.get $12
     i32.const 16
     i32x4.shl
    else
     local.get $12
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $12
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $12
     i32.const 4356
     v128.load32_splat
     local.tee $8
     v128.and
     local.get $8
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $10
    local.get $3
    if (result v128)
     local.get $11
     i32.const 16
     i32x4.shl
    else
     local.get $11
     i32.const 4352
     v128.load32_splat
     v128.and
     i32.const 13
     i32x4.shl
     i32.const 4364
     v128.load32_splat
     f32x4.mul
     local.get $11
     i32.const 4348
     v128.load32_splat
     v128.and
     i32.const 16
     i32x4.shl
     v128.or
     local.get $11
     i32.const 4356
     v128.load32_splat
     local.tee $8
     v128.and
     local.get $8
     i32x4.eq
     i32.const 4360
     v128.load32_splat
     v128.and
     v128.or
    end
    f32x4.mul
    local.get $7
    f32x4.add
    f32x4.add
    local.set $7
    local.get $0
    i32.const 32
    i32.add
    local.set $0
    local.get $1
    i32.const 16
    i32.add
    local.set $1
    br $for-loop|0
   end
  end
  local.get $4
  local.get $5
  i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
  local.get $4
  local.get $5
  i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
  f32x4.add
  local.tee $4
  local.get $6
  local.get $7
  i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
  local.get $6
  local.get $7
  i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
  f32x4.add
  local.tee $5
  i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
  local.get $4
  local.get $5
  i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
  f32x4.add
 )
 (func $assembly/matmul/dot/dotTwoRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 i32)
  (local $13 v128)
  (local $14 i32)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 i32)
  (local $27 i32)
  (local $28 i32)
  (local $29 v128)
  (local $30 v128)
  (local $31 i32)
  (local $32 i32)
  (local $33 i32)
  local.get $4
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $12
  local.get $4
  i32.const 3
  i32.and
  local.set $20
  local.get $4
  i32.const 2
  i32.shl
  local.tee $14
  local.get $0
  i32.add
  local.set $21
  local.get $2
  local.get $3
  i32.const 2
  i32.shl
  i32.add
  local.set $22
  loop $for-loop|0
   local.get $5
   local.get $6
   i32.lt_s
   if
    local.get $14
    local.get $1
    local.get $5
    local.get $14
    i32.mul
    i32.add
    local.tee $23
    i32.add
    local.get $23
    local.get $6
    local.get $5
    i32.sub
    local.tee $26
    i32.const 1
    i32.gt_s
    select
    local.tee $24
    local.get $14
    i32.add
    local.get $23
    local.get $26
    i32.const 2
    i32.gt_s
    select
    local.tee $27
    local.get $14
    i32.add
    local.get $23
    local.get $26
    i32.const 3
    i32.gt_s
    select
    local.set $28
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $9
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $11
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $15
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $16
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $10
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $13
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $17
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $18
    i32.const 0
    local.set $4
    loop $for-loop|1
     local.get $4
     local.get $12
     i32.lt_u
     if
      local.get $0
      local.get $4
      i32.add
      v128.load
      local.tee $29
      local.get $4
      local.get $23
      i32.add
      v128.load
      local.tee $30
      f32x4.mul
      local.get $9
      f32x4.add
      local.set $9
      local.get $4
      local.get $21
      i32.add
      v128.load
      local.tee $19
      local.get $30
      f32x4.mul
      local.get $10
      f32x4.add
      local.set $10
      local.get $29
      local.get $4
      local.get $24
      i32.add
      v128.load
      local.tee $30
      f32x4.mul
      local.get $11
      f32x4.add
      local.set $11
      local.get $19
      local.get $30
      f32x4.mul
      local.get $13
      f32x4.add
      local.set $13
      local.get $29
      local.get $4
      local.get $27
      i32.add
      v128.load
      local.tee $30
      f32x4.mul
      local.get $15
      f32x4.add
      local.set $15
      local.get $19
      local.get $30
      f32x4.mul
      local.get $17
      f32x4.add
      local.set $17
      local.get $29
      local.get $4
      local.get $28
      i32.add
      v128.load
      local.tee $29
      f32x4.mul
      local.get $16
      f32x4.add
      local.set $16
      local.get $19
      local.get $29
      f32x4.mul
      local.get $18
      f32x4.add
      local.set $18
      local.get $4
      i32.const 16
      i32.add
      local.set $4
      br $for-loop|1
     end
    end
    local.get $10
    local.get $13
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $10
    local.get $13
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $10
    local.get $17
    local.get $18
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $17
    local.get $18
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $13
    i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
    local.get $10
    local.get $13
    i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
    f32x4.add
    local.get $9
    local.get $11
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $9
    local.get $11
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $9
    local.get $15
    local.get $16
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $15
    local.get $16
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $11
    i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
    local.get $9
    local.get $11
    i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
    f32x4.add
    local.set $9
    local.get $0
    local.get $12
    i32.add
    local.set $3
    local.get $12
    local.get $23
    i32.add
    local.set $25
    local.get $12
    local.get $24
    i32.add
    local.set $31
    local.get $12
    local.get $27
    i32.add
    local.set $32
    local.get $12
    local.get $28
    i32.add
    local.set $33
    i32.const 0
    local.set $4
    loop $for-loop|2
     local.get $4
     local.get $20
     i32.const 2
     i32.shl
     i32.lt_u
     if
      local.get $3
      local.get $4
      i32.add
      v128.load32_splat
      local.get $4
      local.get $33
      i32.add
      local.get $4
      local.get $32
      i32.add
      local.get $4
      local.get $31
      i32.add
      local.get $4
      local.get $25
      i32.add
      v128.load32_splat
      v128.load32_lane 1
      v128.load32_lane 2
      v128.load32_lane 3
      f32x4.mul
      local.get $9
      f32x4.add
      local.set $9
      local.get $4
      i32.const 4
      i32.add
      local.set $4
      br $for-loop|2
     end
    end
    local.get $2
    local.get $5
    i32.const 2
    i32.shl
    i32.add
    local.set $3
    local.get $8
    if (result i32)
     local.get $3
    else
     local.get $7
     local.get $5
     i32.const 2
     i32.shl
     i32.add
     i32.const 0
     local.get $7
     select
    end
    local.set $4
    block $assembly/matmul/dot/putDots|inlined.0
     local.get $26
     i32.const 4
     i32.ge_s
     if
      local.get $3
      local.get $4
      if (result v128)
       local.get $4
       v128.load
       local.get $9
       f32x4.add
      else
       local.get $9
      end
      v128.store
      br $assembly/matmul/dot/putDots|inlined.0
     end
     local.get $4
     if
      local.get $4
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $11
      local.get $26
      i32.const 1
      i32.gt_u
      if
       local.get $4
       i32.const 4
       i32.add
       local.get $11
       v128.load32_lane 1
       local.set $11
      end
      local.get $26
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $4
       i32.const 8
       i32.add
       local.get $11
       v128.load32_lane 2
      else
       local.get $11
      end
      local.get $9
      f32x4.add
      local.set $9
     end
     local.get $3
     local.get $9
     v128.store32_lane 0
     local.get $26
     i32.const 1
     i32.gt_u
     if
      local.get $3
      i32.const 4
      i32.add
      local.get $9
      v128.store32_lane 1
     end
     local.get $26
     i32.const 2
     i32.gt_u
     if
      local.get $3
      i32.const 8
      i32.add
      local.get $9
      v128.store32_lane 2
     end
    end
    local.set $9
    local.get $12
    local.get $21
    i32.add
    local.set $3
    local.get $12
    local.get $23
    i32.add
    local.set $23
    local.get $12
    local.get $24
    i32.add
    local.set $24
    local.get $12
    local.get $27
    i32.add
    local.set $25
    local.get $12
    local.get $28
    i32.add
    local.set $27
    i32.const 0
    local.set $4
    loop $for-loop|3
     local.get $4
     local.get $20
     i32.const 2
     i32.shl
     i32.lt_u
     if
      local.get $3
      local.get $4
      i32.add
      v128.load32_splat
      local.get $4
      local.get $27
      i32.add
      local.get $4
      local.get $25
      i32.add
      local.get $4
      local.get $24
      i32.add
      local.get $4
      local.get $23
      i32.add
      v128.load32_splat
      v128.load32_lane 1
      v128.load32_lane 2
      v128.load32_lane 3
      f32x4.mul
      local.get $9
      f32x4.add
      local.set $9
      local.get $4
      i32.const 4
      i32.add
      local.set $4
      br $for-loop|3
     end
    end
    local.get $22
    local.get $5
    i32.const 2
    i32.shl
    i32.add
    local.set $3
    local.get $8
    if (result i32)
     local.get $3
    else
     local.get $7
     local.get $5
     i32.const 2
     i32.shl
     i32.add
     i32.const 0
     local.get $7
     select
    end
    local.set $4
    block $assembly/matmul/dot/putDots|inlined.1
     local.get $26
     i32.const 4
     i32.ge_s
     if
      local.get $3
      local.get $4
      if (result v128)
       local.get $4
       v128.load
       local.get $9
       f32x4.add
      else
       local.get $9
      end
      v128.store
      br $assembly/matmul/dot/putDots|inlined.1
     end
     local.get $4
     if
      local.get $4
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $10
      local.get $26
      i32.const 1
      i32.gt_u
      if
       local.get $4
       i32.const 4
       i32.add
       local.get $10
       v128.load32_lane 1
       local.set $10
      end
      local.get $26
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $4
       i32.const 8
       i32.add
       local.get $10
       v128.load32_lane 2
      else
       local.get $10
      end
      local.get $9
      f32x4.add
      local.set $9
     end
     local.get $3
     local.get $9
     v128.store32_lane 0
     local.get $26
     i32.const 1
     i32.gt_u
     if
      local.get $3
      i32.const 4
      i32.add
      local.get $9
      v128.store32_lane 1
     end
     local.get $26
     i32.const 2
     i32.gt_u
     if
      local.get $3
      i32.const 8
      i32.add
      local.get $9
      v128.store32_lane 2
     end
    end
    local.get $5
    i32.const 4
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/dot/dotRow (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  (local $8 v128)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 i32)
  (local $14 i32)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 v128)
  (local $27 i32)
  (local $28 i32)
  (local $29 i32)
  local.get $3
  i32.const 2
  i32.shl
  local.set $14
  local.get $3
  i32.const -8
  i32.and
  i32.const 2
  i32.shl
  local.set $13
  loop $for-loop|0
   local.get $4
   local.get $5
   i32.lt_s
   if
    local.get $14
    local.get $1
    local.get $4
    local.get $14
    i32.mul
    i32.add
    local.tee $23
    i32.add
    local.get $23
    local.get $5
    local.get $4
    i32.sub
    local.tee $9
    i32.const 1
    i32.gt_s
    select
    local.tee $24
    local.get $14
    i32.add
    local.get $23
    local.get $9
    i32.const 2
    i32.gt_s
    select
    local.tee $25
    local.get $14
    i32.add
    local.get $23
    local.get $9
    i32.const 3
    i32.gt_s
    select
    local.set $11
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $12
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $8
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $15
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $16
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $17
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $18
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $19
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $20
    i32.const 0
    local.set $10
    loop $for-loop|1
     local.get $10
     local.get $13
     i32.lt_u
     if
      local.get $0
      local.get $10
      i32.add
      local.tee $21
      v128.load
      local.tee $26
      local.get $10
      local.get $23
      i32.add
      local.tee $22
      v128.load
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $12
      local.get $26
      local.get $10
      local.get $24
      i32.add
      local.tee $27
      v128.load
      f32x4.mul
      local.get $8
      f32x4.add
      local.set $8
      local.get $26
      local.get $10
      local.get $25
      i32.add
      local.tee $28
      v128.load
      f32x4.mul
      local.get $15
      f32x4.add
      local.set $15
      local.get $26
      local.get $10
      local.get $11
      i32.add
      local.tee $29
      v128.load
      f32x4.mul
      local.get $16
      f32x4.add
      local.set $16
      local.get $21
      v128.load offset=16
      local.tee $26
      local.get $22
      v128.load offset=16
      f32x4.mul
      local.get $17
      f32x4.add
      local.set $17
      local.get $26
      local.get $27
      v128.load offset=16
      f32x4.mul
      local.get $18
      f32x4.add
      local.set $18
      local.get $26
      local.get $28
      v128.load offset=16
      f32x4.mul
      local.get $19
      f32x4.add
      local.set $19
      local.get $26
      local.get $29
      v128.load offset=16
      f32x4.mul
      local.get $20
      f32x4.add
      local.set $20
      local.get $10
      i32.const 32
      i32.add
      local.set $10
      br $for-loop|1
     end
    end
    local.get $12
    local.get $17
    f32x4.add
    local.tee $12
    local.get $8
    local.get $18
    f32x4.add
    local.tee $8
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $12
    local.get $8
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $8
    local.get $15
    local.get $19
    f32x4.add
    local.tee $12
    local.get $16
    local.get $20
    f32x4.add
    local.tee $15
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    local.get $12
    local.get $15
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    f32x4.add
    local.tee $12
    i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
    local.get $8
    local.get $12
    i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
    f32x4.add
    local.set $8
    local.get $0
    local.get $13
    i32.add
    local.set $21
    local.get $13
    local.get $23
    i32.add
    local.set $22
    local.get $13
    local.get $24
    i32.add
    local.set $23
    local.get $13
    local.get $25
    i32.add
    local.set $24
    local.get $11
    local.get $13
    i32.add
    local.set $11
    local.get $3
    i32.const 7
    i32.and
    local.set $25
    i32.const 0
    local.set $10
    loop $for-loop|2
     local.get $10
     local.get $25
     i32.const 2
     i32.shl
     i32.lt_u
     if
      local.get $10
      local.get $21
      i32.add
      v128.load32_splat
      local.get $10
      local.get $11
      i32.add
      local.get $10
      local.get $24
      i32.add
      local.get $10
      local.get $23
      i32.add
      local.get $10
      local.get $22
      i32.add
      v128.load32_splat
      v128.load32_lane 1
      v128.load32_lane 2
      v128.load32_lane 3
      f32x4.mul
      local.get $8
      f32x4.add
      local.set $8
      local.get $10
      i32.const 4
      i32.add
      local.set $10
      br $for-loop|2
     end
    end
    local.get $2
    local.get $4
    i32.const 2
    i32.shl
    i32.add
    local.set $10
    local.get $7
    if (result i32)
     local.get $10
    else
     local.get $6
     local.get $4
     i32.const 2
     i32.shl
     i32.add
     i32.const 0
     local.get $6
     select
    end
    local.set $11
    block $assembly/matmul/dot/putDots|inlined.2
     local.get $9
     i32.const 4
     i32.ge_s
     if
      local.get $10
      local.get $11
      if (result v128)
       local.get $11
       v128.load
       local.get $8
       f32x4.add
      else
       local.get $8
      end
      v128.store
      br $assembly/matmul/dot/putDots|inlined.2
     end
     local.get $11
     if
      local.get $11
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $12
      local.get $9
      i32.const 1
      i32.gt_u
      if
       local.get $11
       i32.const 4
       i32.add
       local.get $12
       v128.load32_lane 1
       local.set $12
      end
      local.get $9
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $11
       i32.const 8
       i32.add
       local.get $12
       v128.load32_lane 2
      else
       local.get $12
      end
      local.get $8
      f32x4.add
      local.set $8
     end
     local.get $10
     local.get $8
     v128.store32_lane 0
     local.get $9
     i32.const 1
     i32.gt_u
     if
      local.get $10
      i32.const 4
      i32.add
      local.get $8
      v128.store32_lane 1
     end
     local.get $9
     i32.const 2
     i32.gt_u
     if
      local.get $10
      i32.const 8
      i32.add
      local.get $8
      v128.store32_lane 2
     end
    end
    local.get $4
    i32.const 4
    i32.add
    local.set $4
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/block/multiplyBlock (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32) (param $11 i32) (param $12 i32) (param $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 i32)
  (local $27 i32)
  (local $28 i32)
  (local $29 i32)
  (local $30 i32)
  local.get $5
  i32.const 2
  i32.shl
  local.set $24
  global.get $assembly/pool/scratch
  i32.const 128
  i32.add
  local.set $16
  loop $for-loop|0
   local.get $21
   i32.eqz
   local.get $7
   local.get $21
   i32.gt_s
   i32.or
   if
    local.get $16
    local.set $5
    local.get $1
    i32.const 2
    i32.shl
    local.set $17
    i32.const 512
    local.get $7
    local.get $21
    i32.sub
    local.tee $14
    local.get $14
    i32.const 512
    i32.ge_s
    select
    local.tee $22
    i32.const 4
    i32.shl
    local.set $18
    i32.const 0
    local.set $15
    local.get $2
    if
     loop $for-loop|00
      local.get $15
      i32.const 16
      i32.add
      local.get $11
      i32.le_s
      if
       local.get $0
       local.get $17
       local.get $21
       i32.mul
       i32.add
       local.get $10
       local.get $15
       i32.add
       i32.const 2
       i32.shl
       i32.add
       local.set $19
       local.get $5
       local.set $14
       local.get $18
       i32.const 1
       i32.shl
       local.set $23
       local.get $18
       i32.const 3
       i32.mul
       local.set $25
       i32.const 0
       local.set $20
       loop $for-loop|001
        local.get $20
        local.get $22
        i32.lt_s
        if
         local.get $14
         local.get $19
         v128.load
         v128.store
         local.get $14
         local.get $18
         i32.add
         local.get $19
         v128.load offset=16
         v128.store
         local.get $14
         local.get $23
         i32.add
         local.get $19
         v128.load offset=32
         v128.store
         local.get $14
         local.get $25
         i32.add
         local.get $19
         v128.load offset=48
         v128.store
         local.get $17
         local.get $19
         i32.add
         local.set $19
         local.get $14
         i32.const 16
         i32.add
         local.set $14
         local.get $20
         i32.const 1
         i32.add
         local.set $20
         br $for-loop|001
        end
       end
       local.get $5
       local.get $18
       i32.const 2
       i32.shl
       i32.add
       local.set $5
       local.get $15
       i32.const 16
       i32.add
       local.set $15
       br $for-loop|00
      end
     end
    end
    loop $for-loop|1
     local.get $11
     local.get $15
     i32.gt_s
     if
      i32.const 4
      local.get $11
      local.get $15
      i32.sub
      local.tee $14
      local.get $14
      i32.const 4
      i32.ge_s
      select
      local.set $14
      local.get $2
      if
       local.get $0
       local.get $17
       local.get $21
       i32.mul
       i32.add
       local.get $10
       local.get $15
       i32.add
       i32.const 2
       i32.shl
       i32.add
       local.get $17
       local.get $14
       local.get $22
       local.get $5
       i32.const 16
       call $assembly/matmul/pack/packAlong
      else
       local.get $0
       local.get $10
       local.get $15
       i32.add
       local.get $17
       i32.mul
       i32.add
       local.get $21
       i32.const 2
       i32.shl
       i32.add
       local.get $17
       local.get $14
       local.get $22
       local.get $5
       i32.const 16
       call $assembly/matmul/pack/packAcross
      end
      local.get $5
      local.get $18
      i32.add
      local.set $5
      local.get $15
      i32.const 4
      i32.add
      local.set $15
      br $for-loop|1
     end
    end
    local.get $21
    i32.const 0
    i32.gt_s
    local.tee $5
    if (result i32)
     local.get $5
    else
     local.get $9
    end
    local.set $17
    local.get $3
    local.get $21
    local.get $6
    i32.const 7
    i32.add
    i32.const -8
    i32.and
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $27
    local.get $12
    local.set $15
    loop $for-loop|12
     local.get $15
     local.get $12
     local.get $13
     i32.add
     i32.lt_s
     if
      local.get $27
      local.get $15
      local.get $22
      i32.mul
      i32.const 2
      i32.shl
      i32.add
      local.set $30
      i32.const 8
      local.get $6
      local.get $15
      i32.sub
      local.tee $5
      local.get $5
      i32.const 8
      i32.ge_s
      select
      local.set $25
      i32.const 0
      local.set $20
      loop $for-loop|2
       local.get $11
       local.get $20
       i32.gt_s
       if
        local.get $16
        local.get $20
        local.get $22
        i32.mul
        i32.const 2
        i32.shl
        i32.add
        local.set $18
        local.get $4
        local.get $10
        local.get $20
        i32.add
        local.get $24
        i32.mul
        i32.add
        local.get $15
        i32.const 2
        i32.shl
        i32.add
        local.set $5
        local.get $17
        if (result i32)
         local.get $5
        else
         local.get $8
         local.get $15
         i32.const 2
         i32.shl
         i32.add
         i32.const 0
         local.get $8
         select
        end
        local.set $14
        local.get $24
        i32.const 0
        local.get $17
        select
        local.set $26
        local.get $25
        i32.const 8
        i32.eq
        i32.const 4
        local.get $11
        local.get $20
        i32.sub
        local.tee $19
        local.get $19
        i32.const 4
        i32.ge_s
        select
        local.tee $28
        i32.const 4
        i32.eq
        i32.and
        if
         local.get $18
         local.get $30
         local.get $5
         local.get $24
         local.get $22
         local.get $14
         local.get $26
         call $assembly/matmul/micro/microTile
        else
         local.get $18
         local.get $30
         global.get $assembly/pool/scratch
         local.tee $19
         i32.const 32
         local.get $22
         i32.const 0
         i32.const 0
         call $assembly/matmul/micro/microTile
         i32.const 0
         local.set $23
         loop $for-loop|003
          local.get $23
          local.get $28
          i32.lt_s
          if
           i32.const 0
           local.set $18
           loop $for-loop|11
            local.get $18
            local.get $25
            i32.lt_s
            if
             local.get $18
             i32.const 2
             i32.shl
             local.tee $29
             local.get $5
             i32.add
             local.get $14
             if (result f32)
              local.get $14
              local.get $29
              i32.add
              f32.load
             else
              f32.const 0
             end
             local.get $19
             local.get $29
             i32.add
             f32.load
             f32.add
             f32.store
             local.get $18
             i32.const 1
             i32.add
             local.set $18
             br $for-loop|11
            end
           end
           local.get $5
           local.get $24
           i32.add
           local.set $5
           local.get $19
           i32.const 32
           i32.add
           local.set $19
           local.get $14
           local.get $26
           i32.const 0
           local.get $14
           select
           i32.add
           local.set $14
           local.get $23
           i32.const 1
           i32.add
           local.set $23
           br $for-loop|003
          end
         end
        end
        local.get $20
        i32.const 4
        i32.add
        local.set $20
        br $for-loop|2
       end
      end
      local.get $15
      i32.const 8
      i32.add
      local.set $15
      br $for-loop|12
     end
    end
    local.get $21
    i32.const 512
    i32.add
    local.set $21
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/scores/addWeighted (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  (local $6 v128)
  (local $7 i32)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 i32)
  (local $16 v128)
  (local $17 i32)
  local.get $4
  local.get $5
  i32.const 2
  i32.shl
  i32.add
  local.set $15
  loop $for-loop|0
   local.get $3
   i32.const 32
   i32.ge_u
   if
    local.get $0
    v128.load
    local.set $8
    local.get $0
    v128.load offset=16
    local.set $6
    local.get $0
    v128.load offset=32
    local.set $9
    local.get $0
    v128.load offset=48
    local.set $10
    local.get $0
    v128.load offset=64
    local.set $11
    local.get $0
    v128.load offset=80
    local.set $12
    local.get $0
    v128.load offset=96
    local.set $13
    local.get $0
    v128.load offset=112
    local.set $14
    local.get $1
    local.set $5
    local.get $4
    local.set $7
    loop $for-loop|1
     local.get $7
     local.get $15
     i32.lt_u
     if
      local.get $7
      f32.load
      f32.const 0
      f32.ne
      if
       local.get $7
       v128.load32_splat
       local.tee $16
       local.get $5
       v128.load
       f32x4.mul
       local.get $8
       f32x4.add
       local.set $8
       local.get $16
       local.get $5
       v128.load offset=32
       f32x4.mul
       local.get $9
       f32x4.add
       local.set $9
       local.get $16
       local.get $5
       v128.load offset=48
       f32x4.mul
       local.get $10
       f32x4.add
       local.set $10
       local.get $16
       local.get $5
       v128.load offset=64
       f32x4.mul
       local.get $11
       f32x4.add
       local.set $11
       local.get $16
       local.get $5
       v128.load offset=80
       f32x4.mul
       local.get $12
       f32x4.add
       local.set $12
       local.get $16
       local.get $5
       v128.load offset=96
       f32x4.mul
       local.get $13
       f32x4.add
       local.set $13
       local.get $16
       local.get $5
       v128.load offset=112
       f32x4.mul
       local.get $14
       f32x4.add
       local.set $14
       local.get $16
       local.get $5
       v128.load offset=16
       f32x4.mul
       local.get $6
       f32x4.add
       local.set $6
      end
      local.get $2
      local.get $5
      i32.add
      local.set $5
      local.get $7
      i32.const 4
      i32.add
      local.set $7
      br $for-loop|1
     end
    end
    local.get $0
    local.get $8
    v128.store
    local.get $0
    local.get $6
    v128.store offset=16
    local.get $0
    local.get $9
    v128.store offset=32
    local.get $0
    local.get $10
    v128.store offset=48
    local.get $0
    local.get $11
    v128.store offset=64
    local.get $0
    local.get $12
    v128.store offset=80
    local.get $0
    local.get $13
    v128.store offset=96
    local.get $0
    local.get $14
    v128.store offset=112
    local.get $0
    i32.const 128
    i32.add
    local.set $0
    local.get $1
    i32.const 128
    i32.add
    local.set $1
    local.get $3
    i32.const 32
    i32.sub
    local.set $3
    br $for-loop|0
   end
  end
  loop $for-loop|2
   local.get $3
   if
    i32.const 4
    local.get $3
    local.get $3
    i32.const 4
    i32.ge_u
    select
    local.tee $17
    i32.const 4
    i32.lt_u
    if (result v128)
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $6
     local.get $17
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $6
      v128.load32_lane 1
      local.set $6
     end
     local.get $17
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $6
      v128.load32_lane 2
     else
      local.get $6
     end
    else
     local.get $0
     v128.load
    end
    local.set $6
    local.get $1
    local.set $7
    local.get $4
    local.set $5
    loop $for-loop|3
     local.get $5
     local.get $15
     i32.lt_u
     if
      local.get $5
      f32.load
      f32.const 0
      f32.ne
      if
       local.get $5
       v128.load32_splat
       local.get $17
       i32.const 4
       i32.lt_u
       if (result v128)
        local.get $7
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        v128.load32_lane 0
        local.set $8
        local.get $17
        i32.const 1
        i32.gt_u
        if
         local.get $7
         i32.const 4
         i32.add
         local.get $8
         v128.load32_lane 1
         local.set $8
        end
        local.get $17
        i32.const 2
        i32.gt_u
        if (result v128)
         local.get $7
         i32.const 8
         i32.add
         local.get $8
         v128.load32_lane 2
        else
         local.get $8
        end
       else
        local.get $7
        v128.load
       end
       f32x4.mul
       local.get $6
       f32x4.add
       local.set $6
      end
      local.get $2
      local.get $7
      i32.add
      local.set $7
      local.get $5
      i32.const 4
      i32.add
      local.set $5
      br $for-loop|3
     end
    end
    local.get $17
    i32.const 4
    i32.lt_u
    if
     local.get $0
     local.get $6
     v128.store32_lane 0
     local.get $17
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $6
      v128.store32_lane 1
     end
     local.get $17
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $6
      v128.store32_lane 2
     end
    else
     local.get $0
     local.get $6
     v128.store
    end
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    local.get $1
    i32.const 16
    i32.add
    local.set $1
    local.get $3
    i32.const 4
    local.get $3
    local.get $3
    i32.const 4
    i32.ge_u
    select
    i32.sub
    local.set $3
    br $for-loop|2
   end
  end
 )
 (func $assembly/attention/forward/attend (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  i32.const 1536
  i32.load
  i32.const 1616
  i32.load
  local.tee $8
  i32.const 1592
  i32.load
  i32.const 1576
  i32.load
  local.tee $9
  local.get $1
  i32.mul
  local.get $2
  i32.add
  i32.mul
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $12
  i32.const 1544
  i32.load
  i32.const 1608
  i32.load
  i32.const 1584
  i32.load
  local.tee $10
  local.get $1
  i32.mul
  local.get $2
  local.get $9
  local.get $10
  i32.div_s
  i32.div_s
  i32.add
  i32.mul
  local.tee $9
  local.get $8
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $13
  i32.const 1552
  i32.load
  local.get $9
  i32.const 1624
  i32.load
  local.tee $17
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $14
  local.get $0
  i32.const 0
  local.get $17
  i32.const 2
  i32.shl
  local.tee $15
  local.get $4
  i32.mul
  memory.fill
  loop $for-loop|0
   local.get $4
   local.get $7
   i32.gt_u
   if
    global.get $assembly/pool/scratch
    i32.const 458880
    i32.add
    local.get $7
    i32.const 2
    i32.shl
    i32.add
    f32.const -inf
    f32.store
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $7
    i32.const 3
    i32.shl
    i32.add
    f64.const 0
    f64.store
    local.get $7
    i32.const 1
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
  local.get $5
  local.set $7
  loop $for-loop|00
   local.get $6
   local.get $7
   i32.gt_s
   if
    local.get $1
    local.get $2
    local.get $3
    local.get $4
    local.get $7
    i32.const 128
    local.get $6
    local.get $7
    i32.sub
    local.tee $8
    local.get $8
    i32.const 128
    i32.gt_s
    select
    local.tee $18
    call $assembly/attention/scores/isHidden
    i32.eqz
    if
     local.get $12
     local.get $13
     local.get $1
     local.get $2
     local.get $3
     local.get $4
     local.get $7
     local.get $18
     call $assembly/attention/scores/scoreBlock
     local.get $0
     local.get $17
     local.get $4
     local.get $18
     local.get $5
     local.get $7
     i32.lt_s
     call $assembly/attention/forward/absorb
     local.get $14
     local.get $7
     local.get $15
     i32.mul
     i32.add
     local.set $20
     global.get $assembly/pool/scratch
     i32.const 393344
     i32.add
     local.set $11
     local.get $17
     i32.const 2
     i32.shl
     local.set $19
     block $__inlined_func$assembly/attention/forward/addValues$43
      local.get $4
      i32.const 4
      i32.gt_s
      if
       local.get $20
       local.get $17
       i32.const 0
       local.get $17
       local.get $18
       call $assembly/matmul/serial/packHere
       i32.const 0
       local.set $8
       i32.const 1560
       i32.load
       if
        loop $for-loop|01
         local.get $8
         local.get $18
         i32.lt_s
         if
          global.get $assembly/pool/scratch
          i32.const 459648
          i32.add
          local.get $8
          i32.add
          i32.load8_u
          i32.eqz
          if
           global.get $assembly/pool/scratch
           i32.const 131200
           i32.add
           local.get $8
           i32.const 5
           i32.shl
           i32.add
           local.set $9
           i32.const 0
           local.set $10
           loop $for-loop|002
            local.get $10
            local.get $17
            i32.lt_s
            if
             local.get $9
             v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
             v128.store
             local.get $9
             v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
             v128.store offset=16
             local.get $9
             local.get $18
             i32.const 5
             i32.shl
             i32.add
             local.set $9
             local.get $10
             i32.const 8
             i32.add
             local.set $10
             br $for-loop|002
            end
           end
          end
          local.get $8
          i32.const 1
          i32.add
          local.set $8
          br $for-loop|01
         end
        end
       end
       local.get $11
       i32.const 128
       i32.const 0
       local.get $0
       local.get $17
       local.get $4
       local.get $17
       local.get $18
       i32.const 0
       i32.const 1
       call $assembly/matmul/serial/multiplyPacked
       br $__inlined_func$assembly/attention/forward/addValues$43
      end
      i32.const 0
      local.set $8
      loop $for-loop|013
       local.get $8
       local.get $18
       i32.lt_s
       if
        local.get $20
        local.get $8
        local.get $19
        i32.mul
        i32.add
        local.set $10
        i32.const 0
        local.set $9
        loop $for-loop|1
         local.get $4
         local.get $9
         i32.gt_s
         if
          local.get $0
          local.get $9
          local.get $19
          i32.mul
          i32.add
          local.get $10
          local.get $19
          local.get $17
          local.get $11
          local.get $9
          i32.const 7
          i32.shl
          local.get $8
          i32.add
          i32.const 2
          i32.shl
          i32.add
          i32.const 16
          local.get $18
          local.get $8
          i32.sub
          local.tee $16
          local.get $16
          i32.const 16
          i32.gt_s
          select
          call $assembly/attention/scores/addWeighted
          local.get $9
          i32.const 1
          i32.add
          local.set $9
          br $for-loop|1
         end
        end
        local.get $8
        i32.const 16
        i32.add
        local.set $8
        br $for-loop|013
       end
      end
     end
    end
    local.get $7
    i32.const 128
    i32.add
    local.set $7
    br $for-loop|00
   end
  end
 )
 (func $assembly/attention/forward/absorb (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  (local $5 v128)
  (local $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 f32)
  (local $11 i32)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 f64)
  (local $21 v128)
  (local $22 f32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 f32)
  (local $27 i32)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  local.get $3
  i32.const 3
  i32.add
  i32.const -4
  i32.and
  local.set $23
  loop $for-loop|0
   local.get $2
   local.get $24
   i32.gt_u
   if
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $5
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $7
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $9
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $8
    global.get $assembly/pool/scratch
    i32.const 393344
    i32.add
    local.get $24
    i32.const 9
    i32.shl
    i32.add
    local.tee $6
    local.tee $3
    local.get $23
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $11
    local.get $3
    local.get $23
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $25
    loop $for-loop|1
     local.get $3
     local.get $25
     i32.lt_u
     if
      local.get $5
      local.get $3
      v128.load
      f32x4.pmax
      local.set $5
      local.get $7
      local.get $3
      v128.load offset=16
      f32x4.pmax
      local.set $7
      local.get $9
      local.get $3
      v128.load offset=32
      f32x4.pmax
      local.set $9
      local.get $8
      local.get $3
      v128.load offset=48
      f32x4.pmax
      local.set $8
      local.get $3
      i32.const -64
      i32.sub
      local.set $3
      br $for-loop|1
     end
    end
    local.get $5
    local.get $7
    f32x4.pmax
    local.get $9
    local.get $8
    f32x4.pmax
    f32x4.pmax
    local.set $5
    loop $for-loop|2
     local.get $3
     local.get $11
     i32.lt_u
     if
      local.get $5
      local.get $3
      v128.load
      f32x4.pmax
      local.set $5
      local.get $3
      i32.const 16
      i32.add
      local.set $3
      br $for-loop|2
     end
    end
    local.get $23
    i32.const 3
    i32.and
    local.tee $11
    if
     local.get $3
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $7
     local.get $11
     i32.const 1
     i32.gt_u
     if
      local.get $3
      i32.const 4
      i32.add
      local.get $7
      v128.load32_lane 1
      local.set $7
     end
     local.get $5
     local.get $11
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $3
      i32.const 8
      i32.add
      local.get $7
      v128.load32_lane 2
     else
      local.get $7
     end
     f32x4.pmax
     local.set $5
    end
    f32.const 0
    global.get $assembly/pool/scratch
    i32.const 458880
    i32.add
    local.get $24
    i32.const 2
    i32.shl
    i32.add
    f32.load
    local.tee $26
    local.get $5
    local.get $5
    local.get $5
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    f32x4.max
    local.tee $5
    f32x4.extract_lane 0
    local.get $5
    f32x4.extract_lane 1
    f32.max
    f32.max
    local.tee $22
    local.get $22
    f32.const -inf
    f32.eq
    select
    local.set $10
    local.get $26
    local.get $10
    f32.sub
    f32x4.splat
    i32.const 4152
    v128.load32_splat
    f32x4.pmax
    local.tee $5
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $7
    f32x4.add
    local.tee $8
    local.get $7
    f32x4.sub
    local.set $7
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $24
    i32.const 3
    i32.shl
    i32.add
    local.tee $11
    f64.load
    local.get $5
    local.get $7
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $7
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $5
    local.get $5
    f32x4.mul
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $5
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $8
    i32.const 4156
    v128.load32_splat
    i32x4.sub
    i32.const 23
    i32x4.shl
    f32x4.mul
    f32x4.extract_lane 0
    local.tee $26
    f64.promote_f32
    f64.mul
    local.set $20
    local.get $10
    f32x4.splat
    local.set $9
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $7
    local.get $6
    local.tee $3
    local.get $23
    i32.const -8
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $25
    loop $while-continue|3
     local.get $6
     local.get $25
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $5
      local.get $6
      i32.const 512
      i32.add
      local.tee $27
      local.get $25
      local.get $25
      local.get $27
      i32.gt_u
      select
      local.set $27
      loop $for-loop|4
       local.get $6
       local.get $27
       i32.lt_u
       if
        local.get $6
        v128.load
        local.get $9
        f32x4.sub
        i32.const 4152
        v128.load32_splat
        local.tee $8
        f32x4.pmax
        local.tee $12
        i32.const 4108
        v128.load32_splat
        local.tee $13
        f32x4.mul
        i32.const 4096
        v128.load32_splat
        local.tee $14
        f32x4.add
        local.set $28
        local.get $6
        v128.load offset=16
        local.get $9
        f32x4.sub
        local.get $8
        f32x4.pmax
        local.tee $8
        local.get $13
        f32x4.mul
        local.get $14
        f32x4.add
        local.tee $29
        local.get $14
        f32x4.sub
        local.set $21
        local.get $3
        local.get $12
        local.get $28
        local.get $14
        f32x4.sub
        local.tee $12
        i32.const 4112
        v128.load32_splat
        local.tee $19
        f32x4.mul
        f32x4.sub
        local.get $12
        i32.const 4116
        v128.load32_splat
        local.tee $18
        f32x4.mul
        f32x4.sub
        local.tee $12
        local.get $12
        f32x4.mul
        local.get $12
        local.get $12
        local.get $12
        local.get $12
        local.get $12
        i32.const 4120
        v128.load32_splat
        local.tee $30
        f32x4.mul
        i32.const 4124
        v128.load32_splat
        local.tee $17
        f32x4.add
        f32x4.mul
        i32.const 4128
        v128.load32_splat
        local.tee $16
        f32x4.add
        f32x4.mul
        i32.const 4132
        v128.load32_splat
        local.tee $15
        f32x4.add
        f32x4.mul
        i32.const 4136
        v128.load32_splat
        local.tee $14
        f32x4.add
        f32x4.mul
        i32.const 4140
        v128.load32_splat
        local.tee $13
        f32x4.add
        f32x4.mul
        local.get $12
        f32x4.add
        i32.const 4144
        v128.load32_splat
        local.tee $12
        f32x4.add
        local.get $28
        i32.const 4156
        v128.load32_splat
        local.tee $28
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.tee $31
        v128.store
        local.get $3
        local.get $8
        local.get $21
        local.get $19
        f32x4.mul
        f32x4.sub
        local.get $21
        local.get $18
        f32x4.mul
        f32x4.sub
        local.tee $8
        local.get $8
        f32x4.mul
        local.get $8
        local.get $8
        local.get $8
        local.get $8
        local.get $8
        local.get $30
        f32x4.mul
        local.get $17
        f32x4.add
        f32x4.mul
        local.get $16
        f32x4.add
        f32x4.mul
        local.get $15
        f32x4.add
        f32x4.mul
        local.get $14
        f32x4.add
        f32x4.mul
        local.get $13
        f32x4.add
        f32x4.mul
        local.get $8
        f32x4.add
        local.get $12
        f32x4.add
        local.get $29
        local.get $28
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.tee $8
        v128.store offset=16
        local.get $5
        local.get $31
        local.get $8
        f32x4.add
        f32x4.add
        local.set $5
        local.get $3
        i32.const 32
        i32.add
        local.set $3
        local.get $6
        i32.const 32
        i32.add
        local.set $6
        br $for-loop|4
       end
      end
      local.get $7
      local.get $5
      f64x2.promote_low_f32x4
      local.get $5
      local.get $5
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $7
      br $while-continue|3
     end
    end
    local.get $23
    i32.const 4
    i32.and
    if
     local.get $6
     v128.load
     local.get $9
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $5
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     i32.const 4096
     v128.load32_splat
     local.tee $8
     f32x4.add
     local.tee $12
     local.get $8
     f32x4.sub
     local.set $8
     local.get $3
     local.get $5
     local.get $8
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $8
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $5
     local.get $5
     f32x4.mul
     local.get $5
     local.get $5
     local.get $5
     local.get $5
     local.get $5
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $5
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $12
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $5
     v128.store
     local.get $7
     local.get $5
     f64x2.promote_low_f32x4
     local.get $5
     local.get $5
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $7
     local.get $6
     i32.const 16
     i32.add
     local.set $6
     local.get $3
     i32.const 16
     i32.add
     local.set $3
    end
    local.get $11
    local.get $23
    i32.const 3
    i32.and
    local.tee $11
    if
     i32.const 4096
     v128.load32_splat
     local.set $8
     local.get $6
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $5
     local.get $11
     i32.const 1
     i32.gt_u
     if
      local.get $6
      i32.const 4
      i32.add
      local.get $5
      v128.load32_lane 1
      local.set $5
     end
     local.get $11
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $6
      i32.const 8
      i32.add
      local.get $5
      v128.load32_lane 2
     else
      local.get $5
     end
     local.get $9
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $5
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     local.get $8
     f32x4.add
     local.tee $9
     local.get $8
     f32x4.sub
     local.set $8
     local.get $3
     local.get $5
     local.get $8
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $8
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $5
     local.get $5
     f32x4.mul
     local.get $5
     local.get $5
     local.get $5
     local.get $5
     local.get $5
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $5
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $9
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $5
     v128.store32_lane 0
     local.get $11
     i32.const 1
     i32.gt_u
     if
      local.get $3
      i32.const 4
      i32.add
      local.get $5
      v128.store32_lane 1
     end
     local.get $11
     i32.const 2
     i32.gt_u
     if
      local.get $3
      i32.const 8
      i32.add
      local.get $5
      v128.store32_lane 2
     end
     local.get $7
     local.get $5
     f64x2.promote_low_f32x4
     local.get $5
     local.get $5
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $7
    end
    local.get $20
    local.get $7
    f64x2.extract_lane 0
    local.get $7
    f64x2.extract_lane 1
    f64.add
    f64.add
    f64.store
    global.get $assembly/pool/scratch
    i32.const 458880
    i32.add
    local.get $24
    i32.const 2
    i32.shl
    i32.add
    local.get $22
    f32.store
    local.get $26
    f32.const 1
    f32.ne
    i32.const 0
    local.get $4
    select
    if
     local.get $0
     local.get $1
     local.get $24
     i32.mul
     i32.const 2
     i32.shl
     i32.add
     local.get $1
     local.get $26
     call $assembly/attention/scores/scaleRow
    end
    local.get $24
    i32.const 1
    i32.add
    local.set $24
    br $for-loop|0
   end
  end
 )
 (func $~lib/math/NativeMathf.pow (param $0 f32) (param $1 f32) (result f32)
  (local $2 i32)
  (local $3 f64)
  (local $4 i32)
  (local $5 i64)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 f64)
  local.get $1
  f32.abs
  f32.const 2
  f32.le
  if
   local.get $1
   f32.const 2
   f32.eq
   if
    local.get $0
    local.get $0
    f32.mul
    return
   end
   local.get $1
   f32.const 0.5
   f32.eq
   if
    local.get $0
    f32.sqrt
    f32.abs
    f32.const inf
    local.get $0
    f32.const -inf
    f32.ne
    select
    return
   end
   local.get $1
   f32.const -1
   f32.eq
   if
    f32.const 1
    local.get $0
    f32.div
    return
   end
   local.get $1
   f32.const 1
   f32.eq
   if
    local.get $0
    return
   end
   local.get $1
   f32.const 0
   f32.eq
   if
    f32.const 1
    return
   end
  end
  block $~lib/util/math/powf_lut|inlined.0 (result f32)
   local.get $1
   i32.reinterpret_f32
   local.tee $8
   i32.const 1
   i32.shl
   local.tee $6
   i32.const 1
   i32.sub
   i32.const -16777217
   i32.ge_u
   local.tee $7
   local.get $0
   i32.reinterpret_f32
   local.tee $2
   i32.const 8388608
   i32.sub
   i32.const 2130706432
   i32.ge_u
   i32.or
   if
    local.get $7
    if
     f32.const 1
     local.get $6
     i32.eqz
     br_if $~lib/util/math/powf_lut|inlined.0
     drop
     f32.const nan:0x400000
     local.get $2
     i32.const 1065353216
     i32.eq
     br_if $~lib/util/math/powf_lut|inlined.0
     drop
     local.get $0
     local.get $1
     f32.add
     local.get $6
     i32.const -16777216
     i32.gt_u
     local.get $2
     i32.const 1
     i32.shl
     local.tee $2
     i32.const -16777216
     i32.gt_u
     i32.or
     br_if $~lib/util/math/powf_lut|inlined.0
     drop
     f32.const nan:0x400000
     local.get $2
     i32.const 2130706432
     i32.eq
     br_if $~lib/util/math/powf_lut|inlined.0
     drop
     f32.const 0
     local.get $8
     i32.const 31
     i32.shr_u
     i32.eqz
     local.get $2
     i32.const 2130706432
     i32.lt_u
     i32.eq
     br_if $~lib/util/math/powf_lut|inlined.0
     drop
     local.get $1
     local.get $1
     f32.mul
     br $~lib/util/math/powf_lut|inlined.0
    end
    local.get $2
    i32.const 1
    i32.shl
    i32.const 1
    i32.sub
    i32.const -16777217
    i32.ge_u
    if
     f32.const 1
     local.get $0
     local.get $0
     f32.mul
     local.tee $0
     f32.neg
     local.get $0
     local.get $2
     i32.const 31
     i32.shr_u
     if (result i32)
      block $~lib/util/math/checkintf|inlined.0 (result i32)
       i32.const 0
       local.get $8
       i32.const 23
       i32.shr_u
       i32.const 255
       i32.and
       local.tee $2
       i32.const 127
       i32.lt_u
       br_if $~lib/util/math/checkintf|inlined.0
       drop
       i32.const 2
       local.get $2
       i32.const 150
       i32.gt_u
       br_if $~lib/util/math/checkintf|inlined.0
       drop
       i32.const 0
       local.get $8
       i32.const 1
       i32.const 150
       local.get $2
       i32.sub
       i32.shl
       local.tee $2
       i32.const 1
       i32.sub
       i32.and
       br_if $~lib/util/math/checkintf|inlined.0
       drop
       i32.const 1
       local.get $2
       local.get $8
       i32.and
       br_if $~lib/util/math/checkintf|inlined.0
       drop
       i32.const 2
      end
      i32.const 1
      i32.eq
     else
      i32.const 0
     end
     select
     local.tee $0
     f32.div
     local.get $0
     local.get $8
     i32.const 0
     i32.lt_s
     select
     br $~lib/util/math/powf_lut|inlined.0
    end
    local.get $2
    i32.const 0
    i32.lt_s
    if
     block $~lib/util/math/checkintf|inlined.1 (result i32)
      i32.const 0
      local.get $8
      i32.const 23
      i32.shr_u
      i32.const 255
      i32.and
      local.tee $4
      i32.const 127
      i32.lt_u
      br_if $~lib/util/math/checkintf|inlined.1
      drop
      i32.const 2
      local.get $4
      i32.const 150
      i32.gt_u
      br_if $~lib/util/math/checkintf|inlined.1
      drop
      i32.const 0
      local.get $8
      i32.const 1
      i32.const 150
      local.get $4
      i32.sub
      i32.shl
      local.tee $4
      i32.const 1
      i32.sub
      i32.and
      br_if $~lib/util/math/checkintf|inlined.1
      drop
      i32.const 1
      local.get $4
      local.get $8
      i32.and
      br_if $~lib/util/math/checkintf|inlined.1
      drop
      i32.const 2
     end
     local.tee $4
     i32.eqz
     if
      local.get $0
      local.get $0
      f32.sub
      local.tee $0
      local.get $0
      f32.div
      br $~lib/util/math/powf_lut|inlined.0
     end
     i32.const 65536
     i32.const 0
     local.get $4
     i32.const 1
     i32.eq
     select
     local.set $4
     local.get $2
     i32.const 2147483647
     i32.and
     local.set $2
    end
    local.get $2
    i32.const 8388608
    i32.lt_u
    if
     local.get $0
     f32.const 8388608
     f32.mul
     i32.reinterpret_f32
     i32.const 2147483647
     i32.and
     i32.const 192937984
     i32.sub
     local.set $2
    end
   end
   local.get $2
   local.get $2
   i32.const 1060306944
   i32.sub
   local.tee $2
   i32.const -8388608
   i32.and
   local.tee $6
   i32.sub
   f32.reinterpret_i32
   f64.promote_f32
   local.get $2
   i32.const 19
   i32.shr_u
   i32.const 15
   i32.and
   i32.const 4
   i32.shl
   i32.const 5264
   i32.add
   local.tee $2
   f64.load
   f64.mul
   f64.const -1
   f64.add
   local.tee $3
   local.get $3
   f64.mul
   local.set $9
   local.get $1
   f64.promote_f32
   local.get $3
   f64.const 0.288457581109214
   f64.mul
   f64.const -0.36092606229713164
   f64.add
   local.get $9
   local.get $9
   f64.mul
   f64.mul
   local.get $3
   f64.const 1.4426950408774342
   f64.mul
   local.get $2
   f64.load offset=8
   local.get $6
   i32.const 23
   i32.shr_s
   f64.convert_i32_s
   f64.add
   f64.add
   local.get $3
   f64.const 0.480898481472577
   f64.mul
   f64.const -0.7213474675006291
   f64.add
   local.get $9
   f64.mul
   f64.add
   f64.add
   f64.mul
   local.tee $3
   i64.reinterpret_f64
   i64.const 47
   i64.shr_u
   i64.const 65535
   i64.and
   i64.const 32959
   i64.ge_u
   if
    f32.const -inf
    f32.const inf
    local.get $4
    select
    local.get $3
    f64.const 127.99999995700433
    f64.gt
    br_if $~lib/util/math/powf_lut|inlined.0
    drop
    f32.const -0
    f32.const 0
    local.get $4
    select
    local.get $3
    f64.const -150
    f64.le
    br_if $~lib/util/math/powf_lut|inlined.0
    drop
   end
   local.get $3
   f64.const 211106232532992
   f64.add
   local.tee $9
   i64.reinterpret_f64
   local.set $5
   local.get $3
   local.get $9
   f64.const -211106232532992
   f64.add
   f64.sub
   local.tee $3
   f64.const 0.6931471806916203
   f64.mul
   f64.const 1
   f64.add
   local.get $3
   f64.const 0.05550361559341535
   f64.mul
   f64.const 0.2402284522445722
   f64.add
   local.get $3
   local.get $3
   f64.mul
   f64.mul
   f64.add
   local.get $5
   i32.wrap_i64
   i32.const 31
   i32.and
   i32.const 3
   i32.shl
   i32.const 5520
   i32.add
   i64.load
   local.get $5
   local.get $4
   i64.extend_i32_u
   i64.add
   i64.const 47
   i64.shl
   i64.add
   f64.reinterpret_i64
   f64.mul
   f32.demote_f64
  end
 )
 (func $assembly/windows/windows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32) (param $11 i32)
  i32.const 1552
  local.get $0
  i32.store
  i32.const 1560
  local.get $1
  i32.store
  i32.const 1568
  local.get $2
  i32.store
  i32.const 1576
  local.get $3
  i32.store
  i32.const 1584
  local.get $4
  i32.store
  i32.const 1592
  local.get $5
  i32.store
  i32.const 1600
  local.get $6
  i32.store
  i32.const 1608
  local.get $7
  i32.store
  i32.const 1616
  local.get $8
  i32.store
  i32.const 1624
  local.get $9
  i32.store
  i32.const 1632
  local.get $10
  i32.store
  i32.const 1640
  local.get $11
  i32.store
 )
 (func $assembly/windows/unfoldTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  i32.const 1536
  i32.load
  local.get $0
  i32.const 1552
  i32.load
  local.tee $11
  i32.const 1560
  i32.load
  local.tee $1
  i32.mul
  i32.const 2
  i32.shl
  i32.mul
  i32.add
  local.set $12
  i32.const 1544
  i32.load
  local.get $0
  i32.const 1632
  i32.load
  local.tee $13
  i32.const 1640
  i32.load
  local.tee $2
  i32.mul
  i32.const 1568
  i32.load
  i32.const 1576
  i32.load
  i32.mul
  i32.mul
  i32.const 2
  i32.shl
  i32.mul
  i32.add
  local.set $0
  local.get $2
  i32.const 2
  i32.shl
  local.set $6
  local.get $1
  i32.const 2
  i32.shl
  local.set $14
  loop $for-loop|0
   local.get $10
   i32.const 1568
   i32.load
   i32.lt_s
   if
    i32.const 0
    local.set $8
    loop $for-loop|1
     local.get $8
     i32.const 1576
     i32.load
     i32.lt_s
     if
      local.get $8
      i32.const 1624
      i32.load
      i32.mul
      i32.const 1608
      i32.load
      i32.sub
      local.set $7
      i32.const 0
      local.set $9
      loop $for-loop|2
       local.get $9
       local.get $13
       i32.lt_s
       if
        local.get $9
        i32.const 1584
        i32.load
        i32.mul
        i32.const 1600
        i32.load
        i32.sub
        local.get $10
        i32.const 1616
        i32.load
        i32.mul
        i32.add
        local.tee $1
        i32.const 0
        i32.ge_s
        local.tee $2
        if (result i32)
         local.get $1
         local.get $11
         i32.lt_s
        else
         local.get $2
        end
        if
         local.get $12
         local.get $1
         local.get $14
         i32.mul
         i32.add
         i32.const 1592
         i32.load
         local.set $1
         local.get $7
         i32.const 0
         i32.ge_s
         if (result i32)
          i32.const 0
         else
          local.get $1
          i32.const 1
          i32.sub
          local.get $7
          i32.sub
          local.get $1
          i32.div_s
          local.tee $1
          i32.const 1640
          i32.load
          local.tee $2
          local.get $1
          local.get $2
          i32.lt_s
          select
         end
         local.set $2
         i32.const 1560
         i32.load
         local.tee $1
         local.get $7
         i32.le_s
         if (result i32)
          local.get $2
         else
          local.get $2
          local.get $1
          i32.const 1
          i32.sub
          local.get $7
          i32.sub
          i32.const 1592
          i32.load
          i32.div_s
          i32.const 1
          i32.add
          local.tee $1
          i32.const 1640
          i32.load
          local.tee $3
          local.get $1
          local.get $3
          i32.lt_s
          select
          local.tee $1
          local.get $1
          local.get $2
          i32.lt_s
          select
         end
         local.set $4
         i32.const 1592
         i32.load
         i32.const 2
         i32.shl
         local.set $15
         local.get $0
         local.set $3
         block $assembly/runs/clearRun|inlined.8
          local.get $2
          i32.const 2
          i32.shl
          local.tee $16
          i32.const 128
          i32.gt_u
          if
           local.get $3
           i32.const 0
           local.get $16
           memory.fill
           br $assembly/runs/clearRun|inlined.8
          end
          local.get $3
          local.get $16
          i32.add
          local.set $17
          local.get $3
          local.get $16
          i32.const -16
          i32.and
          i32.add
          local.set $1
          loop $for-loop|3
           local.get $1
           local.get $3
           i32.gt_u
           if
            local.get $3
            v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
            v128.store
            local.get $3
            i32.const 16
            i32.add
            local.set $3
            br $for-loop|3
           end
          end
          local.get $17
          local.get $16
          i32.const 3
          i32.and
          i32.sub
          local.set $1
          loop $for-loop|4
           local.get $1
           local.get $3
           i32.gt_u
           if
            local.get $3
            i32.const 0
            i32.store
            local.get $3
            i32.const 4
            i32.add
            local.set $3
            br $for-loop|4
           end
          end
          loop $for-loop|5
           local.get $3
           local.get $17
           i32.lt_u
           if
            local.get $3
            i32.const 0
            i32.store8
            local.get $3
            i32.const 1
            i32.add
            local.set $3
            br $for-loop|5
           end
          end
         end
         local.get $7
         i32.const 2
         i32.shl
         i32.add
         local.get $2
         local.get $15
         i32.mul
         i32.add
         local.set $1
         local.get $0
         local.get $2
         i32.const 2
         i32.shl
         i32.add
         local.set $3
         local.get $0
         local.get $4
         i32.const 2
         i32.shl
         i32.add
         local.set $5
         local.get $15
         i32.const 4
         i32.eq
         if
          block $assembly/runs/copyRun|inlined.8
           local.get $5
           local.get $3
           i32.sub
           local.tee $2
           i32.const 128
           i32.gt_u
           if
            local.get $3
            local.get $1
            local.get $2
            memory.copy
            br $assembly/runs/copyRun|inlined.8
           end
           local.get $2
           local.get $3
           i32.add
           local.set $15
           local.get $3
           local.get $2
           i32.const -16
           i32.and
           i32.add
           local.set $16
           loop $for-loop|6
            local.get $3
            local.get $16
            i32.lt_u
            if
             local.get $3
             local.get $1
             v128.load
             v128.store
             local.get $1
             i32.const 16
             i32.add
             local.set $1
             local.get $3
             i32.const 16
             i32.add
             local.set $3
             br $for-loop|6
            end
           end
           local.get $15
           local.get $2
           i32.const 3
           i32.and
           i32.sub
           local.set $2
           loop $for-loop|7
            local.get $2
            local.get $3
            i32.gt_u
            if
             local.get $3
             local.get $1
             i32.load
             i32.store
             local.get $1
             i32.const 4
             i32.add
             local.set $1
             local.get $3
             i32.const 4
             i32.add
             local.set $3
             br $for-loop|7
            end
           end
           loop $for-loop|8
            local.get $3
            local.get $15
            i32.lt_u
            if
             local.get $1
             local.tee $2
             i32.const 1
             i32.add
             local.set $1
             local.get $3
             local.get $2
             i32.load8_u
             i32.store8
             local.get $3
             i32.const 1
             i32.add
             local.set $3
             br $for-loop|8
            end
           end
          end
         else
          loop $for-loop|9
           local.get $3
           local.get $5
           i32.lt_u
           if
            local.get $3
            local.get $1
            i32.load
            i32.store
            local.get $1
            local.get $15
            i32.add
            local.set $1
            local.get $3
            i32.const 4
            i32.add
            local.set $3
            br $for-loop|9
           end
          end
         end
         block $assembly/runs/clearRun|inlined.9
          i32.const 1640
          i32.load
          local.get $4
          i32.sub
          i32.const 2
          i32.shl
          local.tee $1
          i32.const 128
          i32.gt_u
          if
           local.get $5
           i32.const 0
           local.get $1
           memory.fill
           br $assembly/runs/clearRun|inlined.9
          end
          local.get $1
          local.get $5
          i32.add
          local.set $2
          local.get $5
          local.get $1
          i32.const -16
          i32.and
          i32.add
          local.set $3
          loop $for-loop|10
           local.get $3
           local.get $5
           i32.gt_u
           if
            local.get $5
            v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
            v128.store
            local.get $5
            i32.const 16
            i32.add
            local.set $5
            br $for-loop|10
           end
          end
          local.get $2
          local.get $1
          i32.const 3
          i32.and
          i32.sub
          local.set $1
          loop $for-loop|11
           local.get $1
           local.get $5
           i32.gt_u
           if
            local.get $5
            i32.const 0
            i32.store
            local.get $5
            i32.const 4
            i32.add
            local.set $5
            br $for-loop|11
           end
          end
          loop $for-loop|12
           local.get $2
           local.get $5
           i32.gt_u
           if
            local.get $5
            i32.const 0
            i32.store8
            local.get $5
            i32.const 1
            i32.add
            local.set $5
            br $for-loop|12
           end
          end
         end
        else
         block $assembly/runs/clearRun|inlined.10
          local.get $0
          local.set $1
          local.get $6
          i32.const 128
          i32.gt_u
          if
           local.get $1
           i32.const 0
           local.get $6
           memory.fill
           br $assembly/runs/clearRun|inlined.10
          end
          local.get $1
          local.get $6
          i32.add
          local.set $2
          local.get $1
          local.get $6
          i32.const -16
          i32.and
          i32.add
          local.set $3
          loop $for-loop|13
           local.get $1
           local.get $3
           i32.lt_u
           if
            local.get $1
            v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
            v128.store
            local.get $1
            i32.const 16
            i32.add
            local.set $1
            br $for-loop|13
           end
          end
          local.get $2
          local.get $6
          i32.const 3
          i32.and
          i32.sub
          local.set $3
          loop $for-loop|14
           local.get $1
           local.get $3
           i32.lt_u
           if
            local.get $1
            i32.const 0
            i32.store
            local.get $1
            i32.const 4
            i32.add
            local.set $1
            br $for-loop|14
           end
          end
          loop $for-loop|15
           local.get $1
           local.get $2
           i32.lt_u
           if
            local.get $1
            i32.const 0
            i32.store8
            local.get $1
            i32.const 1
            i32.add
            local.set $1
            br $for-loop|15
           end
          end
         end
        end
        local.get $0
        local.get $6
        i32.add
        local.set $0
        local.get $9
        i32.const 1
        i32.add
        local.set $9
        br $for-loop|2
       end
      end
      local.get $8
      i32.const 1
      i32.add
      local.set $8
      br $for-loop|1
     end
    end
    local.get $10
    i32.const 1
    i32.add
    local.set $10
    br $for-loop|0
   end
  end
 )
 (func $assembly/windows/unfold (param $0 i32) (param $1 i32) (param $2 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 11776
  local.get $2
  call $assembly/pool/parallel
 )
 (func $assembly/windows/foldTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  i32.const 1536
  i32.load
  i32.const 1552
  i32.load
  i32.const 1560
  i32.load
  i32.mul
  i32.const 2
  i32.shl
  local.tee $1
  local.get $0
  i32.mul
  i32.add
  local.tee $7
  i32.const 0
  local.get $1
  memory.fill
  i32.const 1544
  i32.load
  local.get $0
  i32.const 1632
  i32.load
  local.tee $8
  i32.const 1640
  i32.load
  local.tee $1
  i32.mul
  i32.const 1568
  i32.load
  i32.const 1576
  i32.load
  i32.mul
  i32.mul
  i32.const 2
  i32.shl
  i32.mul
  i32.add
  local.set $0
  i32.const 1552
  i32.load
  local.set $9
  local.get $1
  i32.const 2
  i32.shl
  local.set $10
  i32.const 1560
  i32.load
  i32.const 2
  i32.shl
  local.set $11
  loop $for-loop|0
   local.get $6
   i32.const 1568
   i32.load
   i32.lt_s
   if
    i32.const 0
    local.set $2
    loop $for-loop|1
     local.get $2
     i32.const 1576
     i32.load
     i32.lt_s
     if
      local.get $2
      i32.const 1624
      i32.load
      i32.mul
      i32.const 1608
      i32.load
      i32.sub
      local.set $1
      i32.const 0
      local.set $3
      loop $for-loop|2
       local.get $3
       local.get $8
       i32.lt_s
       if
        local.get $3
        i32.const 1584
        i32.load
        i32.mul
        i32.const 1600
        i32.load
        i32.sub
        local.get $6
        i32.const 1616
        i32.load
        i32.mul
        i32.add
        local.tee $4
        i32.const 0
        i32.ge_s
        local.tee $5
        if (result i32)
         local.get $4
         local.get $9
         i32.lt_s
        else
         local.get $5
        end
        if
         i32.const 1592
         i32.load
         local.set $5
         local.get $7
         local.get $4
         local.get $11
         i32.mul
         i32.add
         local.get $1
         i32.const 2
         i32.shl
         i32.add
         local.get $1
         i32.const 0
         i32.ge_s
         if (result i32)
          i32.const 0
         else
          local.get $5
          i32.const 1
          i32.sub
          local.get $1
          i32.sub
          local.get $5
          i32.div_s
          local.tee $4
          i32.const 1640
          i32.load
          local.tee $5
          local.get $4
          local.get $5
          i32.lt_s
          select
         end
         local.tee $13
         i32.const 1592
         i32.load
         local.tee $14
         i32.const 2
         i32.shl
         local.tee $12
         i32.mul
         i32.add
         local.set $4
         local.get $0
         local.get $13
         i32.const 2
         i32.shl
         i32.add
         local.set $5
         local.get $0
         local.get $1
         i32.const 1560
         i32.load
         local.tee $15
         i32.lt_s
         if (result i32)
          local.get $13
          local.get $15
          i32.const 1
          i32.sub
          local.get $1
          i32.sub
          local.get $14
          i32.div_s
          i32.const 1
          i32.add
          local.tee $14
          i32.const 1640
          i32.load
          local.tee $15
          local.get $14
          local.get $15
          i32.lt_s
          select
          local.tee $14
          local.get $13
          local.get $14
          i32.gt_s
          select
         else
          local.get $13
         end
         i32.const 2
         i32.shl
         i32.add
         local.set $13
         loop $for-loop|16
          local.get $5
          local.get $13
          i32.lt_u
          if
           local.get $4
           local.get $4
           f32.load
           local.get $5
           f32.load
           f32.add
           f32.store
           local.get $4
           local.get $12
           i32.add
           local.set $4
           local.get $5
           i32.const 4
           i32.add
           local.set $5
           br $for-loop|16
          end
         end
        end
        local.get $0
        local.get $10
        i32.add
        local.set $0
        local.get $3
        i32.const 1
        i32.add
        local.set $3
        br $for-loop|2
       end
      end
      local.get $2
      i32.const 1
      i32.add
      local.set $2
      br $for-loop|1
     end
    end
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
 )
 (func $assembly/windows/fold (param $0 i32) (param $1 i32) (param $2 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 11744
  local.get $2
  call $assembly/pool/parallel
 )
 (func $assembly/runs/padTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  i32.const 65536
  i32.const 1576
  i32.load
  local.tee $7
  i32.const 1560
  i32.load
  local.tee $5
  i32.const 1568
  i32.load
  local.tee $6
  i32.add
  i32.add
  local.tee $9
  i32.const 1
  local.get $9
  select
  i32.div_u
  local.tee $1
  i32.const 1
  local.get $1
  select
  local.tee $1
  local.get $0
  i32.mul
  local.tee $8
  local.get $1
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $1
  local.get $0
  local.get $1
  i32.lt_s
  select
  local.set $11
  i32.const 1536
  i32.load
  local.get $5
  local.get $8
  i32.mul
  i32.add
  local.set $3
  i32.const 1544
  i32.load
  local.get $8
  local.get $9
  i32.mul
  i32.add
  local.set $2
  loop $for-loop|0
   local.get $8
   local.get $11
   i32.lt_s
   if
    local.get $2
    local.set $0
    block $assembly/runs/clearRun|inlined.3
     local.get $6
     i32.const 128
     i32.gt_u
     if
      local.get $0
      i32.const 0
      local.get $6
      memory.fill
      br $assembly/runs/clearRun|inlined.3
     end
     local.get $0
     local.get $6
     i32.add
     local.set $1
     local.get $0
     local.get $6
     i32.const -16
     i32.and
     i32.add
     local.set $4
     loop $for-loop|1
      local.get $0
      local.get $4
      i32.lt_u
      if
       local.get $0
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $1
     local.get $6
     i32.const 3
     i32.and
     i32.sub
     local.set $4
     loop $for-loop|2
      local.get $0
      local.get $4
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       br $for-loop|2
      end
     end
     loop $for-loop|3
      local.get $0
      local.get $1
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store8
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|3
      end
     end
    end
    local.get $2
    local.get $6
    i32.add
    local.set $4
    local.get $3
    local.set $0
    block $assembly/runs/copyRun|inlined.6
     local.get $5
     i32.const 128
     i32.gt_u
     if
      local.get $4
      local.get $0
      local.get $5
      memory.copy
      br $assembly/runs/copyRun|inlined.6
     end
     local.get $4
     local.get $5
     i32.add
     local.set $10
     local.get $4
     local.get $5
     i32.const -16
     i32.and
     i32.add
     local.set $1
     loop $for-loop|4
      local.get $1
      local.get $4
      i32.gt_u
      if
       local.get $4
       local.get $0
       v128.load
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       local.get $4
       i32.const 16
       i32.add
       local.set $4
       br $for-loop|4
      end
     end
     local.get $10
     local.get $5
     i32.const 3
     i32.and
     i32.sub
     local.set $1
     loop $for-loop|5
      local.get $1
      local.get $4
      i32.gt_u
      if
       local.get $4
       local.get $0
       i32.load
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       local.get $4
       i32.const 4
       i32.add
       local.set $4
       br $for-loop|5
      end
     end
     loop $for-loop|6
      local.get $4
      local.get $10
      i32.lt_u
      if
       local.get $0
       local.tee $1
       i32.const 1
       i32.add
       local.set $0
       local.get $4
       local.get $1
       i32.load8_u
       i32.store8
       local.get $4
       i32.const 1
       i32.add
       local.set $4
       br $for-loop|6
      end
     end
    end
    local.get $2
    local.get $6
    i32.add
    local.get $5
    i32.add
    local.set $0
    block $assembly/runs/clearRun|inlined.4
     local.get $7
     i32.const 128
     i32.gt_u
     if
      local.get $0
      i32.const 0
      local.get $7
      memory.fill
      br $assembly/runs/clearRun|inlined.4
     end
     local.get $0
     local.get $7
     i32.add
     local.set $1
     local.get $0
     local.get $7
     i32.const -16
     i32.and
     i32.add
     local.set $4
     loop $for-loop|7
      local.get $0
      local.get $4
      i32.lt_u
      if
       local.get $0
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|7
      end
     end
     local.get $1
     local.get $7
     i32.const 3
     i32.and
     i32.sub
     local.set $4
     loop $for-loop|8
      local.get $0
      local.get $4
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       br $for-loop|8
      end
     end
     loop $for-loop|9
      local.get $0
      local.get $1
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store8
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|9
      end
     end
    end
    local.get $3
    local.get $5
    i32.add
    local.set $3
    local.get $2
    local.get $9
    i32.add
    local.set $2
    local.get $8
    i32.const 1
    i32.add
    local.set $8
    br $for-loop|0
   end
  end
 )
 (func $assembly/runs/padRuns (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 11712
  i32.const 65536
  local.get $3
  local.get $4
  i32.add
  local.get $5
  i32.add
  local.tee $0
  i32.const 1
  local.get $0
  select
  i32.div_u
  local.tee $0
  i32.const 1
  local.get $0
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/runs/copyTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  i32.const 65536
  i32.const 1560
  i32.load
  local.tee $8
  i32.const 1
  local.get $8
  select
  i32.div_u
  local.tee $1
  i32.const 1
  local.get $1
  select
  local.tee $1
  local.get $0
  i32.mul
  local.tee $7
  local.get $1
  i32.add
  local.tee $1
  i32.const 1552
  i32.load
  local.tee $0
  local.get $0
  local.get $1
  i32.gt_s
  select
  local.set $5
  i32.const 1536
  i32.load
  local.get $7
  i32.const 1568
  i32.load
  i32.mul
  i32.add
  local.set $3
  i32.const 1544
  i32.load
  local.get $7
  i32.const 1576
  i32.load
  i32.mul
  i32.add
  local.set $2
  loop $for-loop|0
   local.get $5
   local.get $7
   i32.gt_s
   if
    local.get $2
    local.set $4
    local.get $3
    local.set $0
    block $assembly/runs/copyRun|inlined.5
     local.get $8
     i32.const 128
     i32.gt_u
     if
      local.get $4
      local.get $0
      local.get $8
      memory.copy
      br $assembly/runs/copyRun|inlined.5
     end
     local.get $4
     local.get $8
     i32.add
     local.set $6
     local.get $4
     local.get $8
     i32.const -16
     i32.and
     i32.add
     local.set $1
     loop $for-loop|1
      local.get $1
      local.get $4
      i32.gt_u
      if
       local.get $4
       local.get $0
       v128.load
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       local.get $4
       i32.const 16
       i32.add
       local.set $4
       br $for-loop|1
      end
     end
     local.get $6
     local.get $8
     i32.const 3
     i32.and
     i32.sub
     local.set $1
     loop $for-loop|2
      local.get $1
      local.get $4
      i32.gt_u
      if
       local.get $4
       local.get $0
       i32.load
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       local.get $4
       i32.const 4
       i32.add
       local.set $4
       br $for-loop|2
      end
     end
     loop $for-loop|3
      local.get $4
      local.get $6
      i32.lt_u
      if
       local.get $0
       local.tee $1
       i32.const 1
       i32.add
       local.set $0
       local.get $4
       local.get $1
       i32.load8_u
       i32.store8
       local.get $4
       i32.const 1
       i32.add
       local.set $4
       br $for-loop|3
      end
     end
    end
    local.get $3
    i32.const 1568
    i32.load
    i32.add
    local.set $3
    local.get $2
    i32.const 1576
    i32.load
    i32.add
    local.set $2
    local.get $7
    i32.const 1
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
 )
 (func $assembly/runs/copyRuns (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 11680
  i32.const 65536
  local.get $3
  i32.const 1
  local.get $3
  select
  i32.div_u
  local.tee $0
  i32.const 1
  local.get $0
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/softmax/softmaxTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 v128)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 f64)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 f32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 v128)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  i32.const 1552
  i32.load
  local.set $21
  i32.const 1560
  i32.load
  local.tee $23
  i32.const 2
  i32.shl
  local.set $19
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $23
  local.get $23
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $18
  local.set $22
  loop $for-loop|0
   local.get $22
   local.get $18
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $23
   local.get $23
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $21
   local.get $0
   local.get $21
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $19
    local.get $22
    i32.mul
    local.tee $2
    i32.const 1536
    i32.load
    i32.add
    local.tee $0
    local.set $24
    i32.const 1544
    i32.load
    local.get $2
    i32.add
    local.tee $4
    local.set $2
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $1
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $3
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $6
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $5
    local.get $0
    local.get $23
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $25
    local.get $0
    local.get $23
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $17
    loop $for-loop|1
     local.get $0
     local.get $17
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      f32x4.pmax
      local.set $1
      local.get $3
      local.get $0
      v128.load offset=16
      f32x4.pmax
      local.set $3
      local.get $6
      local.get $0
      v128.load offset=32
      f32x4.pmax
      local.set $6
      local.get $5
      local.get $0
      v128.load offset=48
      f32x4.pmax
      local.set $5
      local.get $0
      i32.const -64
      i32.sub
      local.set $0
      br $for-loop|1
     end
    end
    local.get $1
    local.get $3
    f32x4.pmax
    local.get $6
    local.get $5
    f32x4.pmax
    f32x4.pmax
    local.set $1
    loop $for-loop|2
     local.get $0
     local.get $25
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      f32x4.pmax
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|2
     end
    end
    local.get $23
    i32.const 3
    i32.and
    local.tee $17
    if
     local.get $0
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $3
     local.get $17
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $1
     local.get $17
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     f32x4.pmax
     local.set $1
    end
    f32.const 0
    local.get $1
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    f32x4.max
    local.tee $1
    f32x4.extract_lane 0
    local.get $1
    f32x4.extract_lane 1
    f32.max
    local.tee $16
    local.get $16
    f32.const -inf
    f32.eq
    select
    f32x4.splat
    local.set $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $3
    local.get $24
    local.get $23
    i32.const -8
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $0
    loop $while-continue|3
     local.get $0
     local.get $24
     i32.gt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $1
      local.get $24
      i32.const 512
      i32.add
      local.tee $17
      local.get $0
      local.get $0
      local.get $17
      i32.gt_u
      select
      local.set $17
      loop $for-loop|4
       local.get $17
       local.get $24
       i32.gt_u
       if
        local.get $24
        v128.load
        local.get $6
        f32x4.sub
        i32.const 4152
        v128.load32_splat
        local.tee $5
        f32x4.pmax
        local.tee $8
        i32.const 4108
        v128.load32_splat
        local.tee $9
        f32x4.mul
        i32.const 4096
        v128.load32_splat
        local.tee $10
        f32x4.add
        local.set $26
        local.get $24
        v128.load offset=16
        local.get $6
        f32x4.sub
        local.get $5
        f32x4.pmax
        local.tee $5
        local.get $9
        f32x4.mul
        local.get $10
        f32x4.add
        local.tee $27
        local.get $10
        f32x4.sub
        local.set $20
        local.get $2
        local.get $8
        local.get $26
        local.get $10
        f32x4.sub
        local.tee $8
        i32.const 4112
        v128.load32_splat
        local.tee $15
        f32x4.mul
        f32x4.sub
        local.get $8
        i32.const 4116
        v128.load32_splat
        local.tee $14
        f32x4.mul
        f32x4.sub
        local.tee $8
        local.get $8
        f32x4.mul
        local.get $8
        local.get $8
        local.get $8
        local.get $8
        local.get $8
        i32.const 4120
        v128.load32_splat
        local.tee $28
        f32x4.mul
        i32.const 4124
        v128.load32_splat
        local.tee $13
        f32x4.add
        f32x4.mul
        i32.const 4128
        v128.load32_splat
        local.tee $12
        f32x4.add
        f32x4.mul
        i32.const 4132
        v128.load32_splat
        local.tee $11
        f32x4.add
        f32x4.mul
        i32.const 4136
        v128.load32_splat
        local.tee $10
        f32x4.add
        f32x4.mul
        i32.const 4140
        v128.load32_splat
        local.tee $9
        f32x4.add
        f32x4.mul
        local.get $8
        f32x4.add
        i32.const 4144
        v128.load32_splat
        local.tee $8
        f32x4.add
        local.get $26
        i32.const 4156
        v128.load32_splat
        local.tee $26
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.tee $29
        v128.store
        local.get $2
        local.get $5
        local.get $20
        local.get $15
        f32x4.mul
        f32x4.sub
        local.get $20
        local.get $14
        f32x4.mul
        f32x4.sub
        local.tee $5
        local.get $5
        f32x4.mul
        local.get $5
        local.get $5
        local.get $5
        local.get $5
        local.get $5
        local.get $28
        f32x4.mul
        local.get $13
        f32x4.add
        f32x4.mul
        local.get $12
        f32x4.add
        f32x4.mul
        local.get $11
        f32x4.add
        f32x4.mul
        local.get $10
        f32x4.add
        f32x4.mul
        local.get $9
        f32x4.add
        f32x4.mul
        local.get $5
        f32x4.add
        local.get $8
        f32x4.add
        local.get $27
        local.get $26
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.tee $5
        v128.store offset=16
        local.get $1
        local.get $29
        local.get $5
        f32x4.add
        f32x4.add
        local.set $1
        local.get $2
        i32.const 32
        i32.add
        local.set $2
        local.get $24
        i32.const 32
        i32.add
        local.set $24
        br $for-loop|4
       end
      end
      local.get $3
      local.get $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $3
      br $while-continue|3
     end
    end
    local.get $23
    i32.const 4
    i32.and
    if
     local.get $24
     v128.load
     local.get $6
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $1
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     i32.const 4096
     v128.load32_splat
     local.tee $5
     f32x4.add
     local.tee $8
     local.get $5
     f32x4.sub
     local.set $5
     local.get $2
     local.get $1
     local.get $5
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $5
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $1
     local.get $1
     f32x4.mul
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $1
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $8
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $1
     v128.store
     local.get $3
     local.get $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $3
     local.get $24
     i32.const 16
     i32.add
     local.set $24
     local.get $2
     i32.const 16
     i32.add
     local.set $2
    end
    local.get $4
    local.set $0
    local.get $23
    i32.const 3
    i32.and
    local.tee $4
    if
     i32.const 4096
     v128.load32_splat
     local.set $5
     local.get $24
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $1
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $24
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $24
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
     else
      local.get $1
     end
     local.get $6
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $1
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     local.get $5
     f32x4.add
     local.tee $6
     local.get $5
     f32x4.sub
     local.set $5
     local.get $2
     local.get $1
     local.get $5
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $5
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $1
     local.get $1
     f32x4.mul
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $1
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $6
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $1
     v128.store32_lane 0
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $2
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if
      local.get $2
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
     local.get $3
     local.get $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $3
    end
    local.get $3
    f64x2.extract_lane 0
    local.get $3
    f64x2.extract_lane 1
    f64.add
    local.tee $7
    f64.const 0
    f64.eq
    if (result f32)
     f32.const 1
    else
     f64.const 1
     local.get $7
     f64.div
     f32.demote_f64
    end
    f32x4.splat
    local.set $3
    local.get $0
    local.get $23
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $2
    local.get $0
    local.get $23
    i32.const -8
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $4
    loop $for-loop|5
     local.get $0
     local.get $4
     i32.lt_u
     if
      local.get $0
      local.get $0
      v128.load
      local.get $3
      f32x4.mul
      v128.store
      local.get $0
      local.get $0
      v128.load offset=16
      local.get $3
      f32x4.mul
      v128.store offset=16
      local.get $0
      i32.const 32
      i32.add
      local.set $0
      br $for-loop|5
     end
    end
    local.get $0
    local.get $2
    i32.lt_u
    if
     local.get $0
     local.get $0
     v128.load
     local.get $3
     f32x4.mul
     v128.store
     local.get $0
     i32.const 16
     i32.add
     local.set $0
    end
    local.get $23
    i32.const 3
    i32.and
    local.tee $2
    if
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $2
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $0
     local.get $2
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
     else
      local.get $1
     end
     local.get $3
     f32x4.mul
     local.tee $1
     v128.store32_lane 0
     local.get $2
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $2
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
    end
    local.get $22
    i32.const 1
    i32.add
    local.set $22
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/softmax/softmaxGradientTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 v128)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1560
  i32.load
  local.set $10
  i32.const 1568
  i32.load
  local.tee $5
  i32.const 2
  i32.shl
  local.set $11
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $12
  local.set $9
  loop $for-loop|0
   local.get $9
   local.get $12
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $5
   local.get $5
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $10
   local.get $0
   local.get $10
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $9
    local.get $11
    i32.mul
    local.tee $0
    i32.const 1552
    i32.load
    i32.add
    local.set $7
    i32.const 1544
    i32.load
    local.get $0
    i32.add
    local.tee $6
    local.set $8
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    i32.const 1536
    i32.load
    local.get $0
    i32.add
    local.tee $0
    local.set $4
    local.get $0
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    loop $for-loop|1
     local.get $4
     local.get $13
     i32.lt_u
     if
      local.get $1
      local.get $4
      v128.load
      local.get $8
      v128.load
      f32x4.mul
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $8
      i32.const 16
      i32.add
      local.set $8
      local.get $4
      i32.const 16
      i32.add
      local.set $4
      br $for-loop|1
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $13
    if
     local.get $1
     local.get $4
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $13
     i32.const 1
     i32.gt_u
     if
      local.get $4
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $13
     i32.const 2
     i32.gt_u
     if
      local.get $4
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     local.get $8
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $3
     local.get $13
     i32.const 1
     i32.gt_u
     if
      local.get $8
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $1
     local.get $13
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $8
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     f32x4.mul
     local.tee $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    f32.demote_f64
    f32x4.splat
    local.set $3
    local.get $0
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $4
    loop $for-loop|2
     local.get $0
     local.get $4
     i32.lt_u
     if
      local.get $7
      local.get $0
      v128.load
      local.get $6
      v128.load
      local.get $3
      f32x4.sub
      f32x4.mul
      v128.store
      local.get $6
      i32.const 16
      i32.add
      local.set $6
      local.get $7
      i32.const 16
      i32.add
      local.set $7
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|2
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $4
    if
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     local.get $6
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $2
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $6
      i32.const 4
      i32.add
      local.get $2
      v128.load32_lane 1
      local.set $2
     end
     local.get $7
     local.get $1
     local.get $4
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $6
      i32.const 8
      i32.add
      local.get $2
      v128.load32_lane 2
     else
      local.get $2
     end
     local.get $3
     f32x4.sub
     f32x4.mul
     local.tee $1
     v128.store32_lane 0
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $7
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if
      local.get $7
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
    end
    local.get $9
    i32.const 1
    i32.add
    local.set $9
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/softmax/softmaxGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 11648
  local.get $3
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/softmax/softmax (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 11616
  local.get $2
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/softmax/logSoftmaxTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 v128)
  (local $6 v128)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 f32)
  (local $14 f32)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 i32)
  (local $19 i32)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  i32.const 1552
  i32.load
  local.set $10
  i32.const 1560
  i32.load
  local.tee $7
  i32.const 2
  i32.shl
  local.set $11
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $7
  local.get $7
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $12
  local.set $9
  loop $for-loop|0
   local.get $9
   local.get $12
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $7
   local.get $7
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $10
   local.get $0
   local.get $10
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $9
    local.get $11
    i32.mul
    local.tee $0
    i32.const 1544
    i32.load
    i32.add
    local.set $2
    i32.const 0
    local.set $8
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $3
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $5
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $4
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $6
    i32.const 1536
    i32.load
    local.get $0
    i32.add
    local.tee $1
    local.tee $0
    local.get $7
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $18
    local.get $0
    local.get $7
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $19
    loop $for-loop|1
     local.get $0
     local.get $19
     i32.lt_u
     if
      local.get $3
      local.get $0
      v128.load
      f32x4.pmax
      local.set $3
      local.get $5
      local.get $0
      v128.load offset=16
      f32x4.pmax
      local.set $5
      local.get $4
      local.get $0
      v128.load offset=32
      f32x4.pmax
      local.set $4
      local.get $6
      local.get $0
      v128.load offset=48
      f32x4.pmax
      local.set $6
      local.get $0
      i32.const -64
      i32.sub
      local.set $0
      br $for-loop|1
     end
    end
    local.get $3
    local.get $5
    f32x4.pmax
    local.get $4
    local.get $6
    f32x4.pmax
    f32x4.pmax
    local.set $3
    loop $for-loop|2
     local.get $0
     local.get $18
     i32.lt_u
     if
      local.get $3
      local.get $0
      v128.load
      f32x4.pmax
      local.set $3
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|2
     end
    end
    local.get $7
    i32.const 3
    i32.and
    local.tee $18
    if
     local.get $0
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $4
     local.get $18
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $4
      v128.load32_lane 1
      local.set $4
     end
     local.get $3
     local.get $18
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $4
      v128.load32_lane 2
     else
      local.get $4
     end
     f32x4.pmax
     local.set $3
    end
    local.get $3
    local.get $3
    local.get $3
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    f32x4.max
    local.tee $3
    f32x4.extract_lane 0
    local.get $3
    f32x4.extract_lane 1
    f32.max
    local.tee $13
    f32x4.splat
    local.set $20
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $4
    local.get $1
    local.tee $0
    local.get $7
    i32.const -8
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $18
    loop $while-continue|3
     local.get $0
     local.get $18
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $3
      local.get $0
      i32.const 512
      i32.add
      local.tee $19
      local.get $18
      local.get $18
      local.get $19
      i32.gt_u
      select
      local.set $19
      loop $for-loop|4
       local.get $0
       local.get $19
       i32.lt_u
       if
        local.get $0
        v128.load
        local.get $20
        f32x4.sub
        i32.const 4152
        v128.load32_splat
        local.tee $5
        f32x4.pmax
        local.tee $16
        i32.const 4108
        v128.load32_splat
        local.tee $15
        f32x4.mul
        i32.const 4096
        v128.load32_splat
        local.tee $17
        f32x4.add
        local.set $21
        local.get $0
        v128.load offset=16
        local.get $20
        f32x4.sub
        local.get $5
        f32x4.pmax
        local.tee $6
        local.get $15
        f32x4.mul
        local.get $17
        f32x4.add
        local.tee $15
        local.get $17
        f32x4.sub
        local.set $22
        local.get $3
        local.get $16
        local.get $21
        local.get $17
        f32x4.sub
        local.tee $3
        i32.const 4112
        v128.load32_splat
        local.tee $16
        f32x4.mul
        f32x4.sub
        local.get $3
        i32.const 4116
        v128.load32_splat
        local.tee $23
        f32x4.mul
        f32x4.sub
        local.tee $24
        local.get $24
        f32x4.mul
        local.get $24
        local.get $24
        local.get $24
        local.get $24
        local.get $24
        i32.const 4120
        v128.load32_splat
        local.tee $17
        f32x4.mul
        i32.const 4124
        v128.load32_splat
        local.tee $25
        f32x4.add
        f32x4.mul
        i32.const 4128
        v128.load32_splat
        local.tee $26
        f32x4.add
        f32x4.mul
        i32.const 4132
        v128.load32_splat
        local.tee $27
        f32x4.add
        f32x4.mul
        i32.const 4136
        v128.load32_splat
        local.tee $3
        f32x4.add
        f32x4.mul
        i32.const 4140
        v128.load32_splat
        local.tee $5
        f32x4.add
        f32x4.mul
        local.get $24
        f32x4.add
        i32.const 4144
        v128.load32_splat
        local.tee $24
        f32x4.add
        local.get $21
        i32.const 4156
        v128.load32_splat
        local.tee $21
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.get $6
        local.get $22
        local.get $16
        f32x4.mul
        f32x4.sub
        local.get $22
        local.get $23
        f32x4.mul
        f32x4.sub
        local.tee $6
        local.get $6
        f32x4.mul
        local.get $6
        local.get $6
        local.get $6
        local.get $6
        local.get $6
        local.get $17
        f32x4.mul
        local.get $25
        f32x4.add
        f32x4.mul
        local.get $26
        f32x4.add
        f32x4.mul
        local.get $27
        f32x4.add
        f32x4.mul
        local.get $3
        f32x4.add
        f32x4.mul
        local.get $5
        f32x4.add
        f32x4.mul
        local.get $6
        f32x4.add
        local.get $24
        f32x4.add
        local.get $15
        local.get $21
        i32x4.sub
        i32.const 23
        i32x4.shl
        f32x4.mul
        f32x4.add
        f32x4.add
        local.set $3
        local.get $8
        i32.const 32
        i32.add
        local.set $8
        local.get $0
        i32.const 32
        i32.add
        local.set $0
        br $for-loop|4
       end
      end
      local.get $4
      local.get $3
      f64x2.promote_low_f32x4
      local.get $3
      local.get $3
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $4
      br $while-continue|3
     end
    end
    local.get $7
    i32.const 4
    i32.and
    if
     local.get $0
     v128.load
     local.get $20
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $3
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     i32.const 4096
     v128.load32_splat
     local.tee $5
     f32x4.add
     local.tee $6
     local.get $5
     f32x4.sub
     local.set $5
     local.get $4
     local.get $3
     local.get $5
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $5
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $3
     local.get $3
     f32x4.mul
     local.get $3
     local.get $3
     local.get $3
     local.get $3
     local.get $3
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $3
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $6
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $3
     f64x2.promote_low_f32x4
     local.get $3
     local.get $3
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $4
     local.get $0
     i32.const 16
     i32.add
     local.set $0
    end
    local.get $7
    i32.const 3
    i32.and
    local.tee $8
    if
     i32.const 4096
     v128.load32_splat
     local.set $5
     local.get $0
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     v128.load32_lane 0
     local.set $3
     local.get $8
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $8
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     local.get $20
     f32x4.sub
     i32.const 4152
     v128.load32_splat
     f32x4.pmax
     local.tee $3
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     local.get $5
     f32x4.add
     local.tee $6
     local.get $5
     f32x4.sub
     local.set $5
     local.get $4
     local.get $3
     local.get $5
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $5
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $3
     local.get $3
     f32x4.mul
     local.get $3
     local.get $3
     local.get $3
     local.get $3
     local.get $3
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $3
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $6
     i32.const 4156
     v128.load32_splat
     i32x4.sub
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.tee $3
     f64x2.promote_low_f32x4
     local.get $3
     local.get $3
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $4
    end
    local.get $4
    f64x2.extract_lane 0
    local.get $4
    f64x2.extract_lane 1
    f64.add
    call $~lib/math/NativeMath.log
    f32.demote_f64
    local.get $2
    local.set $0
    local.get $13
    f32.neg
    f32x4.splat
    local.set $4
    local.get $1
    local.get $7
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $8
    loop $for-loop|5
     local.get $1
     local.get $8
     i32.lt_u
     if
      local.get $0
      local.get $1
      v128.load
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      f32x4.mul
      local.get $4
      f32x4.add
      v128.store
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      local.get $1
      i32.const 16
      i32.add
      local.set $1
      br $for-loop|5
     end
    end
    local.get $7
    i32.const 3
    i32.and
    local.tee $8
    if
     local.get $1
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $3
     local.get $8
     i32.const 1
     i32.gt_u
     if
      local.get $1
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $0
     local.get $8
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $1
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
     f32x4.mul
     local.get $4
     f32x4.add
     local.tee $3
     v128.store32_lane 0
     local.get $8
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.store32_lane 1
     end
     local.get $8
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.store32_lane 2
     end
    end
    f32.neg
    f32x4.splat
    local.set $4
    local.get $2
    local.tee $1
    local.get $7
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $0
    loop $for-loop|6
     local.get $0
     local.get $1
     i32.gt_u
     if
      local.get $2
      local.get $1
      v128.load
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      f32x4.mul
      local.get $4
      f32x4.add
      v128.store
      local.get $2
      i32.const 16
      i32.add
      local.set $2
      local.get $1
      i32.const 16
      i32.add
      local.set $1
      br $for-loop|6
     end
    end
    local.get $7
    i32.const 3
    i32.and
    local.tee $0
    if
     local.get $1
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $3
     local.get $0
     i32.const 1
     i32.gt_u
     if
      local.get $1
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $2
     local.get $0
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $1
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
     f32x4.mul
     local.get $4
     f32x4.add
     local.tee $3
     v128.store32_lane 0
     local.get $0
     i32.const 1
     i32.gt_u
     if
      local.get $2
      i32.const 4
      i32.add
      local.get $3
      v128.store32_lane 1
     end
     local.get $0
     i32.const 2
     i32.gt_u
     if
      local.get $2
      i32.const 8
      i32.add
      local.get $3
      v128.store32_lane 2
     end
    end
    local.get $9
    i32.const 1
    i32.add
    local.set $9
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/softmax/logSoftmaxGradientTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  i32.const 1560
  i32.load
  local.set $8
  i32.const 1568
  i32.load
  local.tee $3
  i32.const 2
  i32.shl
  local.set $10
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $11
  local.set $7
  loop $for-loop|0
   local.get $7
   local.get $11
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $3
   local.get $3
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $8
   local.get $0
   local.get $8
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $7
    local.get $10
    i32.mul
    local.tee $0
    i32.const 1536
    i32.load
    i32.add
    local.set $5
    i32.const 1552
    i32.load
    local.get $0
    i32.add
    local.set $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    i32.const 1544
    i32.load
    local.get $0
    i32.add
    local.tee $4
    local.tee $0
    local.get $3
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $12
    loop $for-loop|1
     local.get $0
     local.get $12
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|1
     end
    end
    local.get $3
    i32.const 3
    i32.and
    local.tee $12
    if
     local.get $1
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $12
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $12
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     local.get $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    f32.demote_f64
    f32x4.splat
    local.set $9
    local.get $5
    local.get $3
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $0
    loop $for-loop|2
     local.get $0
     local.get $5
     i32.gt_u
     if
      local.get $5
      v128.load
      i32.const 4100
      v128.load32_splat
      f32x4.pmin
      i32.const 4104
      v128.load32_splat
      f32x4.pmax
      local.tee $1
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $2
      f32x4.add
      local.tee $13
      local.get $2
      f32x4.sub
      local.set $14
      local.get $6
      local.get $4
      v128.load
      local.get $1
      local.get $14
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $14
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $1
      local.get $1
      f32x4.mul
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $1
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $13
      local.get $2
      i32x4.sub
      local.tee $1
      i32.const 1
      i32x4.shr_s
      local.tee $2
      i32.const 4148
      v128.load32_splat
      local.tee $13
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.get $1
      local.get $2
      i32x4.sub
      local.get $13
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.get $9
      f32x4.mul
      f32x4.sub
      v128.store
      local.get $4
      i32.const 16
      i32.add
      local.set $4
      local.get $6
      i32.const 16
      i32.add
      local.set $6
      local.get $5
      i32.const 16
      i32.add
      local.set $5
      br $for-loop|2
     end
    end
    local.get $3
    i32.const 3
    i32.and
    local.tee $0
    if
     local.get $4
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $0
     i32.const 1
     i32.gt_u
     if
      local.get $4
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $0
     i32.const 2
     i32.gt_u
     if
      local.get $4
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     i32.const 4096
     v128.load32_splat
     local.set $13
     local.get $5
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $2
     local.get $0
     i32.const 1
     i32.gt_u
     if
      local.get $5
      i32.const 4
      i32.add
      local.get $2
      v128.load32_lane 1
      local.set $2
     end
     local.get $0
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $5
      i32.const 8
      i32.add
      local.get $2
      v128.load32_lane 2
     else
      local.get $2
     end
     i32.const 4100
     v128.load32_splat
     f32x4.pmin
     i32.const 4104
     v128.load32_splat
     f32x4.pmax
     local.tee $14
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     local.get $13
     f32x4.add
     local.tee $15
     local.get $13
     f32x4.sub
     local.set $2
     local.get $6
     local.get $1
     local.get $14
     local.get $2
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $2
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $1
     local.get $1
     f32x4.mul
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     local.get $1
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $1
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $15
     local.get $13
     i32x4.sub
     local.tee $1
     i32.const 1
     i32x4.shr_s
     local.tee $2
     i32.const 4148
     v128.load32_splat
     local.tee $13
     i32x4.add
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.get $1
     local.get $2
     i32x4.sub
     local.get $13
     i32x4.add
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.get $9
     f32x4.mul
     f32x4.sub
     local.tee $1
     v128.store32_lane 0
     local.get $0
     i32.const 1
     i32.gt_u
     if
      local.get $6
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $0
     i32.const 2
     i32.gt_u
     if
      local.get $6
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
    end
    local.get $7
    i32.const 1
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/softmax/logSoftmaxGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 11584
  local.get $3
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/softmax/logSoftmax (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 11552
  local.get $2
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/norm/rootTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 f64)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 v128)
  i32.const 1544
  i32.load
  local.set $10
  i32.const 1552
  i32.load
  drop
  i32.const 1568
  i32.load
  local.set $11
  i32.const 1576
  i32.load
  local.tee $3
  i32.const 2
  i32.shl
  local.set $12
  local.get $3
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $6
  local.get $3
  i32.const 3
  i32.and
  local.set $4
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $13
  local.set $5
  loop $for-loop|0
   local.get $5
   local.get $13
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $3
   local.get $3
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $11
   local.get $0
   local.get $11
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $5
    local.get $12
    i32.mul
    local.tee $0
    i32.const 1560
    i32.load
    i32.add
    local.set $17
    i32.const 1584
    f64.load
    local.set $14
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    i32.const 1536
    i32.load
    local.get $0
    i32.add
    local.tee $15
    local.tee $0
    local.get $3
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $16
    local.get $0
    local.get $3
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $18
    loop $while-continue|4
     local.get $0
     local.get $16
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $2
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $7
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $8
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $9
      local.get $0
      i32.const 512
      i32.add
      local.tee $19
      local.get $16
      local.get $16
      local.get $19
      i32.gt_u
      select
      local.set $19
      loop $for-loop|5
       local.get $0
       local.get $19
       i32.lt_u
       if
        local.get $0
        v128.load
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.sub
        local.tee $20
        local.get $20
        f32x4.mul
        local.get $2
        f32x4.add
        local.set $2
        local.get $0
        v128.load offset=16
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.sub
        local.tee $20
        local.get $20
        f32x4.mul
        local.get $7
        f32x4.add
        local.set $7
        local.get $0
        v128.load offset=32
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.sub
        local.tee $20
        local.get $20
        f32x4.mul
        local.get $8
        f32x4.add
        local.set $8
        local.get $0
        v128.load offset=48
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.sub
        local.tee $20
        local.get $20
        f32x4.mul
        local.get $9
        f32x4.add
        local.set $9
        local.get $0
        i32.const -64
        i32.sub
        local.set $0
        br $for-loop|5
       end
      end
      local.get $1
      local.get $2
      local.get $7
      f32x4.add
      local.get $8
      local.get $9
      f32x4.add
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      br $while-continue|4
     end
    end
    loop $for-loop|6
     local.get $0
     local.get $18
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.sub
      local.tee $1
      local.get $1
      f32x4.mul
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|6
     end
    end
    local.get $3
    i32.const 3
    i32.and
    local.tee $16
    if
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $2
     local.get $16
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $2
      v128.load32_lane 1
      local.set $2
     end
     local.get $1
     local.get $16
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $2
      v128.load32_lane 2
     else
      local.get $2
     end
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.sub
     local.tee $1
     local.get $1
     f32x4.mul
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.add
     local.tee $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    f64.const 1
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    local.get $3
    f64.convert_i32_s
    f64.div
    local.get $14
    f64.add
    f64.sqrt
    f64.div
    f32.demote_f64
    f32x4.splat
    local.set $2
    i32.const 0
    local.set $0
    loop $for-loop|7
     local.get $0
     local.get $6
     i32.lt_u
     if
      local.get $0
      local.get $17
      i32.add
      local.get $0
      local.get $15
      i32.add
      v128.load
      local.get $2
      f32x4.mul
      local.get $0
      local.get $10
      i32.add
      v128.load
      f32x4.mul
      v128.store
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|7
     end
    end
    local.get $4
    if
     local.get $6
     local.get $15
     i32.add
     local.tee $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
     else
      local.get $1
     end
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.sub
     local.get $2
     f32x4.mul
     local.set $2
     local.get $6
     local.get $10
     i32.add
     local.tee $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $6
     local.get $17
     i32.add
     local.tee $15
     local.get $2
     local.get $4
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
     else
      local.get $1
     end
     f32x4.mul
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.add
     local.tee $1
     v128.store32_lane 0
     local.get $4
     i32.const 1
     i32.gt_u
     if
      local.get $15
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $4
     i32.const 2
     i32.gt_u
     if
      local.get $15
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/norm/normGradientWork (param $0 i32) (param $1 i32) (result f64)
  local.get $0
  i32.const 31
  i32.add
  i32.const 32
  i32.div_s
  f64.convert_i32_s
  f64.const 2
  f64.mul
  local.get $1
  f64.convert_i32_s
  f64.mul
 )
 (func $assembly/rows/norm/normGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 f64)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $6
  i32.store
  i32.const 1576
  local.get $7
  i32.store
  i32.const 1584
  local.get $8
  i32.store
  i32.const 1592
  local.get $9
  f64.store
  i32.const 1600
  local.get $5
  i32.const 0
  i32.ne
  i32.store8
  i32.const 11520
  local.get $7
  i32.const 31
  i32.add
  i32.const 32
  i32.div_s
  local.tee $0
  call $assembly/pool/parallel
  local.get $6
  local.get $4
  i32.const 1
  local.get $0
  local.get $8
  call $assembly/reduce/sumColumns
  local.get $5
  if
   local.get $6
   local.get $0
   local.get $8
   i32.mul
   i32.const 2
   i32.shl
   i32.add
   local.get $5
   i32.const 1
   local.get $0
   local.get $8
   call $assembly/reduce/sumColumns
  end
 )
 (func $assembly/rows/norm/norm (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 f64)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  f64.store
  i32.const 11456
  i32.const 11488
  local.get $2
  select
  local.get $4
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/norm/layerTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 f32)
  (local $19 f64)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  (local $23 v128)
  i32.const 1544
  i32.load
  local.set $12
  i32.const 1552
  i32.load
  local.set $13
  i32.const 1568
  i32.load
  local.set $14
  i32.const 1576
  i32.load
  local.tee $5
  i32.const 2
  i32.shl
  local.set $16
  local.get $5
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $10
  local.get $5
  i32.const 3
  i32.and
  local.set $6
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $17
  local.set $11
  loop $for-loop|0
   local.get $11
   local.get $17
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $5
   local.get $5
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $14
   local.get $0
   local.get $14
   i32.lt_s
   select
   i32.lt_s
   if
    local.get $11
    local.get $16
    i32.mul
    local.tee $0
    i32.const 1560
    i32.load
    i32.add
    local.set $15
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    i32.const 1536
    i32.load
    local.get $0
    i32.add
    local.tee $2
    local.tee $0
    local.get $5
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $20
    local.get $0
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $21
    loop $while-continue|1
     local.get $0
     local.get $20
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $4
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $8
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $9
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $3
      local.get $0
      i32.const 512
      i32.add
      local.tee $22
      local.get $20
      local.get $20
      local.get $22
      i32.gt_u
      select
      local.set $22
      loop $for-loop|2
       local.get $0
       local.get $22
       i32.lt_u
       if
        local.get $4
        local.get $0
        v128.load
        f32x4.add
        local.set $4
        local.get $8
        local.get $0
        v128.load offset=16
        f32x4.add
        local.set $8
        local.get $9
        local.get $0
        v128.load offset=32
        f32x4.add
        local.set $9
        local.get $3
        local.get $0
        v128.load offset=48
        f32x4.add
        local.set $3
        local.get $0
        i32.const -64
        i32.sub
        local.set $0
        br $for-loop|2
       end
      end
      local.get $1
      local.get $4
      local.get $8
      f32x4.add
      local.get $9
      local.get $3
      f32x4.add
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      br $while-continue|1
     end
    end
    loop $for-loop|3
     local.get $0
     local.get $21
     i32.lt_u
     if
      local.get $1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.get $0
      v128.load
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|3
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $20
    if
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $3
     local.get $20
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $1
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.get $20
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     f32x4.add
     local.tee $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    local.get $5
    f64.convert_i32_s
    f64.div
    f32.demote_f64
    local.tee $18
    f32x4.splat
    local.set $7
    i32.const 1584
    f64.load
    local.set $19
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    local.get $2
    local.tee $0
    local.get $5
    i32.const -16
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $20
    local.get $0
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $21
    loop $while-continue|4
     local.get $0
     local.get $20
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $4
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $8
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $9
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $3
      local.get $0
      i32.const 512
      i32.add
      local.tee $22
      local.get $20
      local.get $20
      local.get $22
      i32.gt_u
      select
      local.set $22
      loop $for-loop|5
       local.get $0
       local.get $22
       i32.lt_u
       if
        local.get $0
        v128.load
        local.get $7
        f32x4.sub
        local.tee $23
        local.get $23
        f32x4.mul
        local.get $4
        f32x4.add
        local.set $4
        local.get $0
        v128.load offset=16
        local.get $7
        f32x4.sub
        local.tee $23
        local.get $23
        f32x4.mul
        local.get $8
        f32x4.add
        local.set $8
        local.get $0
        v128.load offset=32
        local.get $7
        f32x4.sub
        local.tee $23
        local.get $23
        f32x4.mul
        local.get $9
        f32x4.add
        local.set $9
        local.get $0
        v128.load offset=48
        local.get $7
        f32x4.sub
        local.tee $23
        local.get $23
        f32x4.mul
        local.get $3
        f32x4.add
        local.set $3
        local.get $0
        i32.const -64
        i32.sub
        local.set $0
        br $for-loop|5
       end
      end
      local.get $1
      local.get $4
      local.get $8
      f32x4.add
      local.get $9
      local.get $3
      f32x4.add
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      br $while-continue|4
     end
    end
    loop $for-loop|6
     local.get $0
     local.get $21
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      local.get $7
      f32x4.sub
      local.tee $1
      local.get $1
      f32x4.mul
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.add
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|6
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $20
    if
     local.get $0
     local.get $18
     f32x4.splat
     v128.load32_lane 0
     local.set $3
     local.get $20
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $1
     local.get $20
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     local.get $7
     f32x4.sub
     local.tee $1
     local.get $1
     f32x4.mul
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.add
     local.tee $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    f64.const 1
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    local.get $5
    f64.convert_i32_s
    f64.div
    local.get $19
    f64.add
    f64.sqrt
    f64.div
    f32.demote_f64
    f32x4.splat
    local.set $3
    i32.const 0
    local.set $0
    loop $for-loop|7
     local.get $0
     local.get $10
     i32.lt_u
     if
      local.get $0
      local.get $15
      i32.add
      local.get $0
      local.get $2
      i32.add
      v128.load
      local.get $7
      f32x4.sub
      local.get $3
      f32x4.mul
      local.get $0
      local.get $12
      i32.add
      v128.load
      f32x4.mul
      local.get $0
      local.get $13
      i32.add
      v128.load
      f32x4.add
      v128.store
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|7
     end
    end
    local.get $6
    if
     local.get $2
     local.get $10
     i32.add
     local.tee $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $6
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $6
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
     else
      local.get $1
     end
     local.get $7
     f32x4.sub
     local.get $3
     f32x4.mul
     local.set $4
     local.get $10
     local.get $13
     i32.add
     local.tee $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $6
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $6
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     local.get $10
     local.get $12
     i32.add
     local.tee $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $3
     local.get $6
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $10
     local.get $15
     i32.add
     local.tee $2
     local.get $4
     local.get $6
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $0
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
     else
      local.get $3
     end
     f32x4.mul
     local.get $1
     f32x4.add
     local.tee $1
     v128.store32_lane 0
     local.get $6
     i32.const 1
     i32.gt_u
     if
      local.get $2
      i32.const 4
      i32.add
      local.get $1
      v128.store32_lane 1
     end
     local.get $6
     i32.const 2
     i32.gt_u
     if
      local.get $2
      i32.const 8
      i32.add
      local.get $1
      v128.store32_lane 2
     end
    end
    local.get $11
    i32.const 1
    i32.add
    local.set $11
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/norm/gradientTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  i32.const 1568
  i32.load
  i32.const 1584
  i32.load
  local.tee $8
  i32.const 2
  i32.shl
  local.tee $1
  local.get $0
  i32.mul
  i32.add
  local.tee $2
  i32.const 1576
  i32.load
  local.tee $3
  i32.const 31
  i32.add
  i32.const 32
  i32.div_s
  local.get $1
  i32.mul
  i32.add
  i32.const 0
  i32.const 1600
  i32.load8_u
  local.tee $4
  select
  local.set $5
  local.get $2
  i32.const 0
  local.get $1
  memory.fill
  local.get $4
  if
   local.get $5
   i32.const 0
   local.get $1
   memory.fill
  end
  local.get $0
  i32.const 5
  i32.shl
  local.tee $0
  i32.const 32
  i32.add
  local.set $6
  loop $for-loop|0
   local.get $0
   local.get $6
   local.get $3
   local.get $3
   local.get $6
   i32.gt_s
   select
   i32.lt_s
   if
    local.get $0
    local.get $1
    i32.mul
    local.tee $7
    i32.const 1536
    i32.load
    i32.add
    i32.const 1544
    i32.load
    local.get $7
    i32.const 1552
    i32.load
    i32.add
    local.get $7
    i32.const 1560
    i32.load
    i32.add
    local.get $8
    i32.const 1592
    f64.load
    local.get $4
    local.get $2
    local.get $5
    call $assembly/rows/norm/gradientRow
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/norm/gradientRow (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 f64) (param $6 i32) (param $7 i32) (param $8 i32)
  (local $9 v128)
  (local $10 i32)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 i32)
  (local $16 v128)
  (local $17 f32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  (local $21 v128)
  (local $22 v128)
  local.get $4
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $15
  local.get $6
  if (result f32)
   local.get $0
   local.tee $10
   local.get $4
   i32.const -16
   i32.and
   i32.const 2
   i32.shl
   i32.add
   local.set $18
   local.get $10
   local.get $15
   i32.add
   local.set $19
   loop $while-continue|0
    local.get $10
    local.get $18
    i32.lt_u
    if
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $13
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $11
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $12
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $14
     local.get $10
     i32.const 512
     i32.add
     local.tee $20
     local.get $18
     local.get $18
     local.get $20
     i32.gt_u
     select
     local.set $20
     loop $for-loop|1
      local.get $10
      local.get $20
      i32.lt_u
      if
       local.get $13
       local.get $10
       v128.load
       f32x4.add
       local.set $13
       local.get $11
       local.get $10
       v128.load offset=16
       f32x4.add
       local.set $11
       local.get $12
       local.get $10
       v128.load offset=32
       f32x4.add
       local.set $12
       local.get $14
       local.get $10
       v128.load offset=48
       f32x4.add
       local.set $14
       local.get $10
       i32.const -64
       i32.sub
       local.set $10
       br $for-loop|1
      end
     end
     local.get $9
     local.get $13
     local.get $11
     f32x4.add
     local.get $12
     local.get $14
     f32x4.add
     f32x4.add
     local.tee $9
     f64x2.promote_low_f32x4
     local.get $9
     local.get $9
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $9
     br $while-continue|0
    end
   end
   loop $for-loop|2
    local.get $10
    local.get $19
    i32.lt_u
    if
     local.get $9
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.get $10
     v128.load
     f32x4.add
     local.tee $9
     f64x2.promote_low_f32x4
     local.get $9
     local.get $9
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $9
     local.get $10
     i32.const 16
     i32.add
     local.set $10
     br $for-loop|2
    end
   end
   local.get $4
   i32.const 3
   i32.and
   local.tee $18
   if
    local.get $10
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $11
    local.get $18
    i32.const 1
    i32.gt_u
    if
     local.get $10
     i32.const 4
     i32.add
     local.get $11
     v128.load32_lane 1
     local.set $11
    end
    local.get $9
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.get $18
    i32.const 2
    i32.gt_u
    if (result v128)
     local.get $10
     i32.const 8
     i32.add
     local.get $11
     v128.load32_lane 2
    else
     local.get $11
    end
    f32x4.add
    local.tee $9
    f64x2.promote_low_f32x4
    local.get $9
    local.get $9
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $9
   end
   local.get $9
   f64x2.extract_lane 0
   local.get $9
   f64x2.extract_lane 1
   f64.add
   local.get $4
   f64.convert_i32_s
   f64.div
   f32.demote_f64
  else
   f32.const 0
  end
  local.tee $17
  f32x4.splat
  local.set $16
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  local.set $9
  local.get $0
  local.tee $10
  local.get $4
  i32.const -16
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $18
  local.get $10
  local.get $4
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $19
  loop $while-continue|3
   local.get $10
   local.get $18
   i32.lt_u
   if
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $13
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $11
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $12
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $14
    local.get $10
    i32.const 512
    i32.add
    local.tee $20
    local.get $18
    local.get $18
    local.get $20
    i32.gt_u
    select
    local.set $20
    loop $for-loop|4
     local.get $10
     local.get $20
     i32.lt_u
     if
      local.get $10
      v128.load
      local.get $16
      f32x4.sub
      local.tee $21
      local.get $21
      f32x4.mul
      local.get $13
      f32x4.add
      local.set $13
      local.get $10
      v128.load offset=16
      local.get $16
      f32x4.sub
      local.tee $21
      local.get $21
      f32x4.mul
      local.get $11
      f32x4.add
      local.set $11
      local.get $10
      v128.load offset=32
      local.get $16
      f32x4.sub
      local.tee $21
      local.get $21
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $12
      local.get $10
      v128.load offset=48
      local.get $16
      f32x4.sub
      local.tee $21
      local.get $21
      f32x4.mul
      local.get $14
      f32x4.add
      local.set $14
      local.get $10
      i32.const -64
      i32.sub
      local.set $10
      br $for-loop|4
     end
    end
    local.get $9
    local.get $13
    local.get $11
    f32x4.add
    local.get $12
    local.get $14
    f32x4.add
    f32x4.add
    local.tee $9
    f64x2.promote_low_f32x4
    local.get $9
    local.get $9
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $9
    br $while-continue|3
   end
  end
  loop $for-loop|5
   local.get $10
   local.get $19
   i32.lt_u
   if
    local.get $9
    local.get $10
    v128.load
    local.get $16
    f32x4.sub
    local.tee $9
    local.get $9
    f32x4.mul
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.add
    local.tee $9
    f64x2.promote_low_f32x4
    local.get $9
    local.get $9
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $9
    local.get $10
    i32.const 16
    i32.add
    local.set $10
    br $for-loop|5
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.set $19
  local.get $4
  i32.const 3
  i32.and
  local.tee $18
  if
   local.get $10
   local.get $17
   f32x4.splat
   v128.load32_lane 0
   local.set $11
   local.get $18
   i32.const 1
   i32.gt_u
   if
    local.get $10
    i32.const 4
    i32.add
    local.get $11
    v128.load32_lane 1
    local.set $11
   end
   local.get $9
   local.get $18
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $10
    i32.const 8
    i32.add
    local.get $11
    v128.load32_lane 2
   else
    local.get $11
   end
   local.get $16
   f32x4.sub
   local.tee $9
   local.get $9
   f32x4.mul
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.add
   local.tee $9
   f64x2.promote_low_f32x4
   local.get $9
   local.get $9
   i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
   f64x2.promote_low_f32x4
   f64x2.add
   f64x2.add
   local.set $9
  end
  f64.const 1
  local.get $9
  f64x2.extract_lane 0
  local.get $9
  f64x2.extract_lane 1
  f64.add
  local.get $4
  f64.convert_i32_s
  f64.div
  local.get $5
  f64.add
  f64.sqrt
  f64.div
  f32.demote_f64
  f32x4.splat
  local.set $14
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  local.set $9
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  local.set $13
  i32.const 0
  local.set $10
  loop $for-loop|6
   local.get $10
   local.get $15
   i32.lt_u
   if
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $11
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $12
    local.get $10
    i32.const 128
    i32.add
    local.tee $18
    local.get $15
    local.get $15
    local.get $18
    i32.gt_u
    select
    local.set $18
    loop $for-loop|7
     local.get $10
     local.get $18
     i32.lt_u
     if
      local.get $11
      local.get $2
      local.get $10
      i32.add
      v128.load
      local.tee $21
      local.get $1
      local.get $10
      i32.add
      v128.load
      f32x4.mul
      local.tee $22
      f32x4.add
      local.set $11
      local.get $22
      local.get $0
      local.get $10
      i32.add
      v128.load
      local.get $16
      f32x4.sub
      local.get $14
      f32x4.mul
      local.tee $22
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $12
      local.get $7
      local.get $10
      i32.add
      local.tee $20
      local.get $21
      local.get $22
      f32x4.mul
      local.get $20
      v128.load
      f32x4.add
      v128.store
      local.get $8
      if
       local.get $8
       local.get $10
       i32.add
       local.tee $20
       local.get $21
       local.get $20
       v128.load
       f32x4.add
       v128.store
      end
      local.get $10
      i32.const 16
      i32.add
      local.set $10
      br $for-loop|7
     end
    end
    local.get $9
    local.get $11
    f64x2.promote_low_f32x4
    local.get $11
    local.get $11
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $9
    local.get $13
    local.get $12
    f64x2.promote_low_f32x4
    local.get $12
    local.get $12
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $13
    br $for-loop|6
   end
  end
  local.get $19
  if
   local.get $2
   local.get $15
   i32.add
   local.tee $10
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $11
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $10
    i32.const 4
    i32.add
    local.get $11
    v128.load32_lane 1
    local.set $11
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if
    local.get $10
    i32.const 8
    i32.add
    local.get $11
    v128.load32_lane 2
    local.set $11
   end
   local.get $0
   local.get $15
   i32.add
   local.tee $10
   local.get $17
   f32x4.splat
   v128.load32_lane 0
   local.set $12
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $10
    i32.const 4
    i32.add
    local.get $12
    v128.load32_lane 1
    local.set $12
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $10
    i32.const 8
    i32.add
    local.get $12
    v128.load32_lane 2
   else
    local.get $12
   end
   local.get $16
   f32x4.sub
   local.get $14
   f32x4.mul
   local.set $21
   local.get $1
   local.get $15
   i32.add
   local.tee $10
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $12
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $10
    i32.const 4
    i32.add
    local.get $12
    v128.load32_lane 1
    local.set $12
   end
   local.get $9
   local.get $11
   local.get $19
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $10
    i32.const 8
    i32.add
    local.get $12
    v128.load32_lane 2
   else
    local.get $12
   end
   f32x4.mul
   local.tee $12
   f64x2.promote_low_f32x4
   local.get $12
   local.get $12
   i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
   f64x2.promote_low_f32x4
   f64x2.add
   f64x2.add
   local.set $9
   local.get $13
   local.get $12
   local.get $21
   f32x4.mul
   local.tee $12
   f64x2.promote_low_f32x4
   local.get $12
   local.get $12
   i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
   f64x2.promote_low_f32x4
   f64x2.add
   f64x2.add
   local.set $13
   local.get $7
   local.get $15
   i32.add
   local.tee $7
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $12
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $7
    i32.const 4
    i32.add
    local.get $12
    v128.load32_lane 1
    local.set $12
   end
   local.get $7
   local.get $11
   local.get $21
   f32x4.mul
   local.get $19
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $7
    i32.const 8
    i32.add
    local.get $12
    v128.load32_lane 2
   else
    local.get $12
   end
   f32x4.add
   local.tee $12
   v128.store32_lane 0
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $7
    i32.const 4
    i32.add
    local.get $12
    v128.store32_lane 1
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if
    local.get $7
    i32.const 8
    i32.add
    local.get $12
    v128.store32_lane 2
   end
   local.get $8
   if
    local.get $8
    local.get $15
    i32.add
    local.tee $7
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $12
    local.get $19
    i32.const 1
    i32.gt_u
    if
     local.get $7
     i32.const 4
     i32.add
     local.get $12
     v128.load32_lane 1
     local.set $12
    end
    local.get $7
    local.get $11
    local.get $19
    i32.const 2
    i32.gt_u
    if (result v128)
     local.get $7
     i32.const 8
     i32.add
     local.get $12
     v128.load32_lane 2
    else
     local.get $12
    end
    f32x4.add
    local.tee $11
    v128.store32_lane 0
    local.get $19
    i32.const 1
    i32.gt_u
    if
     local.get $7
     i32.const 4
     i32.add
     local.get $11
     v128.store32_lane 1
    end
    local.get $19
    i32.const 2
    i32.gt_u
    if
     local.get $7
     i32.const 8
     i32.add
     local.get $11
     v128.store32_lane 2
    end
   end
  end
  local.get $6
  if (result f32)
   local.get $9
   f64x2.extract_lane 0
   local.get $9
   f64x2.extract_lane 1
   f64.add
   local.get $4
   f64.convert_i32_s
   f64.div
   f32.demote_f64
  else
   f32.const 0
  end
  f32x4.splat
  local.set $21
  local.get $13
  f64x2.extract_lane 0
  local.get $13
  f64x2.extract_lane 1
  f64.add
  local.get $4
  f64.convert_i32_s
  f64.div
  f32.demote_f64
  f32x4.splat
  local.set $13
  i32.const 0
  local.set $4
  loop $for-loop|8
   local.get $4
   local.get $15
   i32.lt_u
   if
    local.get $3
    local.get $4
    i32.add
    local.get $2
    local.get $4
    i32.add
    v128.load
    local.get $1
    local.get $4
    i32.add
    v128.load
    f32x4.mul
    local.get $21
    f32x4.sub
    local.get $0
    local.get $4
    i32.add
    v128.load
    local.get $16
    f32x4.sub
    local.get $14
    f32x4.mul
    local.get $13
    f32x4.mul
    f32x4.sub
    local.get $14
    f32x4.mul
    v128.store
    local.get $4
    i32.const 16
    i32.add
    local.set $4
    br $for-loop|8
   end
  end
  local.get $19
  if
   local.get $0
   local.get $15
   i32.add
   local.tee $0
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $9
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $9
    v128.load32_lane 1
    local.set $9
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $0
    i32.const 8
    i32.add
    local.get $9
    v128.load32_lane 2
   else
    local.get $9
   end
   local.set $11
   local.get $1
   local.get $15
   i32.add
   local.tee $0
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $9
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $9
    v128.load32_lane 1
    local.set $9
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $9
    v128.load32_lane 2
    local.set $9
   end
   local.get $2
   local.get $15
   i32.add
   local.tee $0
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $12
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $12
    v128.load32_lane 1
    local.set $12
   end
   local.get $3
   local.get $15
   i32.add
   local.tee $1
   local.get $19
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $0
    i32.const 8
    i32.add
    local.get $12
    v128.load32_lane 2
   else
    local.get $12
   end
   local.get $9
   f32x4.mul
   local.get $21
   f32x4.sub
   local.get $11
   local.get $16
   f32x4.sub
   local.get $14
   f32x4.mul
   local.get $13
   f32x4.mul
   f32x4.sub
   local.get $14
   f32x4.mul
   local.tee $9
   v128.store32_lane 0
   local.get $19
   i32.const 1
   i32.gt_u
   if
    local.get $1
    i32.const 4
    i32.add
    local.get $9
    v128.store32_lane 1
   end
   local.get $19
   i32.const 2
   i32.gt_u
   if
    local.get $1
    i32.const 8
    i32.add
    local.get $9
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/rows/cross-entropy/lossTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 v128)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 f64)
  (local $10 f32)
  (local $11 i32)
  (local $12 f32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 i32)
  (local $20 i32)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 f64)
  i32.const 1560
  i32.load
  local.set $13
  i32.const 1568
  i32.load
  local.set $11
  i32.const 1584
  f32.load
  local.set $10
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  i32.const 1576
  i32.load
  local.tee $6
  local.get $6
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $14
  local.set $7
  loop $for-loop|0
   local.get $7
   local.get $14
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $6
   local.get $6
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $11
   local.get $0
   local.get $11
   i32.lt_s
   select
   i32.lt_s
   if
    i32.const 1552
    i32.load
    local.get $7
    i32.const 2
    i32.shl
    i32.add
    local.get $13
    i32.const 1544
    i32.load
    local.get $7
    i32.const 2
    i32.shl
    i32.add
    i32.load
    local.tee $15
    i32.ne
    if (result f64)
     i32.const 0
     local.set $8
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $1
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $3
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $4
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $5
     i32.const 1536
     i32.load
     local.get $6
     local.get $7
     i32.mul
     i32.const 2
     i32.shl
     i32.add
     local.tee $2
     local.tee $0
     local.get $6
     i32.const -4
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $19
     local.get $0
     local.get $6
     i32.const -16
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $20
     loop $for-loop|1
      local.get $0
      local.get $20
      i32.lt_u
      if
       local.get $1
       local.get $0
       v128.load
       f32x4.pmax
       local.set $1
       local.get $3
       local.get $0
       v128.load offset=16
       f32x4.pmax
       local.set $3
       local.get $4
       local.get $0
       v128.load offset=32
       f32x4.pmax
       local.set $4
       local.get $5
       local.get $0
       v128.load offset=48
       f32x4.pmax
       local.set $5
       local.get $0
       i32.const -64
       i32.sub
       local.set $0
       br $for-loop|1
      end
     end
     local.get $1
     local.get $3
     f32x4.pmax
     local.get $4
     local.get $5
     f32x4.pmax
     f32x4.pmax
     local.set $1
     loop $for-loop|2
      local.get $0
      local.get $19
      i32.lt_u
      if
       local.get $1
       local.get $0
       v128.load
       f32x4.pmax
       local.set $1
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|2
      end
     end
     local.get $6
     i32.const 3
     i32.and
     local.tee $19
     if
      local.get $0
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      v128.load32_lane 0
      local.set $3
      local.get $19
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $3
       v128.load32_lane 1
       local.set $3
      end
      local.get $1
      local.get $19
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $0
       i32.const 8
       i32.add
       local.get $3
       v128.load32_lane 2
      else
       local.get $3
      end
      f32x4.pmax
      local.set $1
     end
     local.get $1
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
     f32x4.max
     local.tee $1
     f32x4.extract_lane 0
     local.get $1
     f32x4.extract_lane 1
     f32.max
     local.tee $12
     f32x4.splat
     local.set $21
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $3
     local.get $2
     local.tee $0
     local.get $6
     i32.const -8
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $19
     loop $while-continue|3
      local.get $0
      local.get $19
      i32.lt_u
      if
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       local.set $1
       local.get $0
       i32.const 512
       i32.add
       local.tee $20
       local.get $19
       local.get $19
       local.get $20
       i32.gt_u
       select
       local.set $20
       loop $for-loop|4
        local.get $0
        local.get $20
        i32.lt_u
        if
         local.get $0
         v128.load
         local.get $21
         f32x4.sub
         i32.const 4152
         v128.load32_splat
         local.tee $4
         f32x4.pmax
         local.tee $17
         i32.const 4108
         v128.load32_splat
         local.tee $16
         f32x4.mul
         i32.const 4096
         v128.load32_splat
         local.tee $18
         f32x4.add
         local.set $22
         local.get $0
         v128.load offset=16
         local.get $21
         f32x4.sub
         local.get $4
         f32x4.pmax
         local.tee $5
         local.get $16
         f32x4.mul
         local.get $18
         f32x4.add
         local.tee $16
         local.get $18
         f32x4.sub
         local.set $23
         local.get $1
         local.get $17
         local.get $22
         local.get $18
         f32x4.sub
         local.tee $1
         i32.const 4112
         v128.load32_splat
         local.tee $17
         f32x4.mul
         f32x4.sub
         local.get $1
         i32.const 4116
         v128.load32_splat
         local.tee $24
         f32x4.mul
         f32x4.sub
         local.tee $25
         local.get $25
         f32x4.mul
         local.get $25
         local.get $25
         local.get $25
         local.get $25
         local.get $25
         i32.const 4120
         v128.load32_splat
         local.tee $18
         f32x4.mul
         i32.const 4124
         v128.load32_splat
         local.tee $26
         f32x4.add
         f32x4.mul
         i32.const 4128
         v128.load32_splat
         local.tee $27
         f32x4.add
         f32x4.mul
         i32.const 4132
         v128.load32_splat
         local.tee $28
         f32x4.add
         f32x4.mul
         i32.const 4136
         v128.load32_splat
         local.tee $1
         f32x4.add
         f32x4.mul
         i32.const 4140
         v128.load32_splat
         local.tee $4
         f32x4.add
         f32x4.mul
         local.get $25
         f32x4.add
         i32.const 4144
         v128.load32_splat
         local.tee $25
         f32x4.add
         local.get $22
         i32.const 4156
         v128.load32_splat
         local.tee $22
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         local.get $5
         local.get $23
         local.get $17
         f32x4.mul
         f32x4.sub
         local.get $23
         local.get $24
         f32x4.mul
         f32x4.sub
         local.tee $5
         local.get $5
         f32x4.mul
         local.get $5
         local.get $5
         local.get $5
         local.get $5
         local.get $5
         local.get $18
         f32x4.mul
         local.get $26
         f32x4.add
         f32x4.mul
         local.get $27
         f32x4.add
         f32x4.mul
         local.get $28
         f32x4.add
         f32x4.mul
         local.get $1
         f32x4.add
         f32x4.mul
         local.get $4
         f32x4.add
         f32x4.mul
         local.get $5
         f32x4.add
         local.get $25
         f32x4.add
         local.get $16
         local.get $22
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         f32x4.add
         f32x4.add
         local.set $1
         local.get $8
         i32.const 32
         i32.add
         local.set $8
         local.get $0
         i32.const 32
         i32.add
         local.set $0
         br $for-loop|4
        end
       end
       local.get $3
       local.get $1
       f64x2.promote_low_f32x4
       local.get $1
       local.get $1
       i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       f64x2.promote_low_f32x4
       f64x2.add
       f64x2.add
       local.set $3
       br $while-continue|3
      end
     end
     local.get $6
     i32.const 4
     i32.and
     if
      local.get $0
      v128.load
      local.get $21
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $1
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $4
      f32x4.add
      local.tee $5
      local.get $4
      f32x4.sub
      local.set $4
      local.get $3
      local.get $1
      local.get $4
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $4
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $1
      local.get $1
      f32x4.mul
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $1
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $5
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $3
      local.get $0
      i32.const 16
      i32.add
      local.set $0
     end
     local.get $6
     i32.const 3
     i32.and
     local.tee $8
     if
      i32.const 4096
      v128.load32_splat
      local.set $4
      local.get $0
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      v128.load32_lane 0
      local.set $1
      local.get $8
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $8
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      local.get $21
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $1
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      local.get $4
      f32x4.add
      local.tee $5
      local.get $4
      f32x4.sub
      local.set $4
      local.get $3
      local.get $1
      local.get $4
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $4
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $1
      local.get $1
      f32x4.mul
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      local.get $1
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $1
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $5
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $3
     end
     f64.const 1
     local.get $10
     f64.promote_f32
     f64.sub
     local.get $3
     f64x2.extract_lane 0
     local.get $3
     f64x2.extract_lane 1
     f64.add
     call $~lib/math/NativeMath.log
     local.tee $9
     local.get $2
     local.get $15
     i32.const 2
     i32.shl
     i32.add
     f32.load
     f64.promote_f32
     local.get $12
     f64.promote_f32
     f64.sub
     f64.sub
     f64.mul
     local.set $29
     local.get $10
     f32.const 0
     f32.ne
     if (result f64)
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $1
      local.get $2
      local.tee $0
      local.get $6
      i32.const -4
      i32.and
      i32.const 2
      i32.shl
      i32.add
      local.set $2
      loop $for-loop|5
       local.get $0
       local.get $2
       i32.lt_u
       if
        local.get $1
        local.get $0
        v128.load
        local.tee $1
        f64x2.promote_low_f32x4
        local.get $1
        local.get $1
        i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
        f64x2.promote_low_f32x4
        f64x2.add
        f64x2.add
        local.set $1
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|5
       end
      end
      local.get $6
      i32.const 3
      i32.and
      local.tee $2
      if
       local.get $1
       local.get $0
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       v128.load32_lane 0
       local.set $1
       local.get $2
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $2
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
        local.set $1
       end
       local.get $1
       f64x2.promote_low_f32x4
       local.get $1
       local.get $1
       i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       f64x2.promote_low_f32x4
       f64x2.add
       f64x2.add
       local.set $1
      end
      local.get $29
      local.get $10
      f64.promote_f32
      local.get $9
      local.get $1
      f64x2.extract_lane 0
      local.get $1
      f64x2.extract_lane 1
      f64.add
      local.get $6
      f64.convert_i32_s
      f64.div
      local.get $12
      f64.promote_f32
      f64.sub
      f64.sub
      f64.mul
      f64.add
     else
      local.get $29
     end
    else
     f64.const 0
    end
    f32.demote_f64
    f32.store
    local.get $7
    i32.const 1
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/cross-entropy/gradientTile (param $0 i32)
  (local $1 i32)
  (local $2 v128)
  (local $3 i32)
  (local $4 v128)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 f64)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 v128)
  (local $20 f32)
  (local $21 f32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 i32)
  (local $27 i32)
  (local $28 i32)
  (local $29 i32)
  (local $30 i32)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  i32.const 1568
  i32.load
  local.set $18
  i32.const 1576
  i32.load
  local.set $22
  i32.const 1592
  f32.load
  local.set $21
  i32.const 1584
  i32.load
  local.tee $26
  i32.const 2
  i32.shl
  local.set $23
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $26
  local.get $26
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $17
  local.set $24
  loop $for-loop|0
   local.get $24
   local.get $17
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $26
   local.get $26
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $22
   local.get $0
   local.get $22
   i32.lt_s
   select
   i32.lt_s
   if
    i32.const 1560
    i32.load
    local.get $23
    local.get $24
    i32.mul
    i32.add
    local.set $3
    block $for-continue|0
     local.get $18
     i32.const 1544
     i32.load
     local.get $24
     i32.const 2
     i32.shl
     i32.add
     i32.load
     local.tee $16
     i32.eq
     if
      local.get $3
      i32.const 0
      local.get $23
      memory.fill
      br $for-continue|0
     end
     local.get $3
     local.tee $0
     local.set $25
     i32.const 1552
     i32.load
     local.get $24
     i32.const 2
     i32.shl
     i32.add
     f32.load
     local.tee $20
     f64.promote_f32
     i32.const 1536
     i32.load
     local.get $23
     local.get $24
     i32.mul
     i32.add
     local.tee $28
     local.set $27
     local.get $0
     local.set $1
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $2
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $4
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $6
     v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
     local.set $5
     local.get $28
     local.get $26
     i32.const -4
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $29
     local.get $28
     local.get $26
     i32.const -16
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $30
     loop $for-loop|1
      local.get $28
      local.get $30
      i32.lt_u
      if
       local.get $2
       local.get $28
       v128.load
       f32x4.pmax
       local.set $2
       local.get $4
       local.get $28
       v128.load offset=16
       f32x4.pmax
       local.set $4
       local.get $6
       local.get $28
       v128.load offset=32
       f32x4.pmax
       local.set $6
       local.get $5
       local.get $28
       v128.load offset=48
       f32x4.pmax
       local.set $5
       local.get $28
       i32.const -64
       i32.sub
       local.set $28
       br $for-loop|1
      end
     end
     local.get $2
     local.get $4
     f32x4.pmax
     local.get $6
     local.get $5
     f32x4.pmax
     f32x4.pmax
     local.set $2
     loop $for-loop|2
      local.get $28
      local.get $29
      i32.lt_u
      if
       local.get $2
       local.get $28
       v128.load
       f32x4.pmax
       local.set $2
       local.get $28
       i32.const 16
       i32.add
       local.set $28
       br $for-loop|2
      end
     end
     local.get $26
     i32.const 3
     i32.and
     local.tee $29
     if
      local.get $28
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      v128.load32_lane 0
      local.set $4
      local.get $29
      i32.const 1
      i32.gt_u
      if
       local.get $28
       i32.const 4
       i32.add
       local.get $4
       v128.load32_lane 1
       local.set $4
      end
      local.get $2
      local.get $29
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $28
       i32.const 8
       i32.add
       local.get $4
       v128.load32_lane 2
      else
       local.get $4
      end
      f32x4.pmax
      local.set $2
     end
     local.get $2
     local.get $2
     local.get $2
     i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
     f32x4.max
     local.tee $2
     f32x4.extract_lane 0
     local.get $2
     f32x4.extract_lane 1
     f32.max
     f32x4.splat
     local.set $6
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $4
     local.get $27
     local.get $26
     i32.const -8
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $28
     loop $while-continue|3
      local.get $27
      local.get $28
      i32.lt_u
      if
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       local.set $2
       local.get $27
       i32.const 512
       i32.add
       local.tee $29
       local.get $28
       local.get $28
       local.get $29
       i32.gt_u
       select
       local.set $29
       loop $for-loop|4
        local.get $27
        local.get $29
        i32.lt_u
        if
         local.get $27
         v128.load
         local.get $6
         f32x4.sub
         i32.const 4152
         v128.load32_splat
         local.tee $5
         f32x4.pmax
         local.tee $7
         i32.const 4108
         v128.load32_splat
         local.tee $8
         f32x4.mul
         i32.const 4096
         v128.load32_splat
         local.tee $9
         f32x4.add
         local.set $31
         local.get $27
         v128.load offset=16
         local.get $6
         f32x4.sub
         local.get $5
         f32x4.pmax
         local.tee $5
         local.get $8
         f32x4.mul
         local.get $9
         f32x4.add
         local.tee $32
         local.get $9
         f32x4.sub
         local.set $19
         local.get $1
         local.get $7
         local.get $31
         local.get $9
         f32x4.sub
         local.tee $7
         i32.const 4112
         v128.load32_splat
         local.tee $14
         f32x4.mul
         f32x4.sub
         local.get $7
         i32.const 4116
         v128.load32_splat
         local.tee $13
         f32x4.mul
         f32x4.sub
         local.tee $7
         local.get $7
         f32x4.mul
         local.get $7
         local.get $7
         local.get $7
         local.get $7
         local.get $7
         i32.const 4120
         v128.load32_splat
         local.tee $33
         f32x4.mul
         i32.const 4124
         v128.load32_splat
         local.tee $12
         f32x4.add
         f32x4.mul
         i32.const 4128
         v128.load32_splat
         local.tee $11
         f32x4.add
         f32x4.mul
         i32.const 4132
         v128.load32_splat
         local.tee $10
         f32x4.add
         f32x4.mul
         i32.const 4136
         v128.load32_splat
         local.tee $9
         f32x4.add
         f32x4.mul
         i32.const 4140
         v128.load32_splat
         local.tee $8
         f32x4.add
         f32x4.mul
         local.get $7
         f32x4.add
         i32.const 4144
         v128.load32_splat
         local.tee $7
         f32x4.add
         local.get $31
         i32.const 4156
         v128.load32_splat
         local.tee $31
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         local.tee $34
         v128.store
         local.get $1
         local.get $5
         local.get $19
         local.get $14
         f32x4.mul
         f32x4.sub
         local.get $19
         local.get $13
         f32x4.mul
         f32x4.sub
         local.tee $5
         local.get $5
         f32x4.mul
         local.get $5
         local.get $5
         local.get $5
         local.get $5
         local.get $5
         local.get $33
         f32x4.mul
         local.get $12
         f32x4.add
         f32x4.mul
         local.get $11
         f32x4.add
         f32x4.mul
         local.get $10
         f32x4.add
         f32x4.mul
         local.get $9
         f32x4.add
         f32x4.mul
         local.get $8
         f32x4.add
         f32x4.mul
         local.get $5
         f32x4.add
         local.get $7
         f32x4.add
         local.get $32
         local.get $31
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         local.tee $5
         v128.store offset=16
         local.get $2
         local.get $34
         local.get $5
         f32x4.add
         f32x4.add
         local.set $2
         local.get $1
         i32.const 32
         i32.add
         local.set $1
         local.get $27
         i32.const 32
         i32.add
         local.set $27
         br $for-loop|4
        end
       end
       local.get $4
       local.get $2
       f64x2.promote_low_f32x4
       local.get $2
       local.get $2
       i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       f64x2.promote_low_f32x4
       f64x2.add
       f64x2.add
       local.set $4
       br $while-continue|3
      end
     end
     local.get $26
     i32.const 4
     i32.and
     if
      local.get $27
      v128.load
      local.get $6
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $2
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $5
      f32x4.add
      local.tee $7
      local.get $5
      f32x4.sub
      local.set $5
      local.get $1
      local.get $2
      local.get $5
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $5
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $2
      local.get $2
      f32x4.mul
      local.get $2
      local.get $2
      local.get $2
      local.get $2
      local.get $2
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $2
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $7
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.tee $2
      v128.store
      local.get $4
      local.get $2
      f64x2.promote_low_f32x4
      local.get $2
      local.get $2
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $4
      local.get $27
      i32.const 16
      i32.add
      local.set $27
      local.get $1
      i32.const 16
      i32.add
      local.set $1
     end
     local.get $26
     i32.const 3
     i32.and
     local.tee $28
     if
      i32.const 4096
      v128.load32_splat
      local.set $5
      local.get $27
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      v128.load32_lane 0
      local.set $2
      local.get $28
      i32.const 1
      i32.gt_u
      if
       local.get $27
       i32.const 4
       i32.add
       local.get $2
       v128.load32_lane 1
       local.set $2
      end
      local.get $28
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $27
       i32.const 8
       i32.add
       local.get $2
       v128.load32_lane 2
      else
       local.get $2
      end
      local.get $6
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $2
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      local.get $5
      f32x4.add
      local.tee $6
      local.get $5
      f32x4.sub
      local.set $5
      local.get $1
      local.get $2
      local.get $5
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $5
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $2
      local.get $2
      f32x4.mul
      local.get $2
      local.get $2
      local.get $2
      local.get $2
      local.get $2
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $2
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $6
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.tee $2
      v128.store32_lane 0
      local.get $28
      i32.const 1
      i32.gt_u
      if
       local.get $1
       i32.const 4
       i32.add
       local.get $2
       v128.store32_lane 1
      end
      local.get $28
      i32.const 2
      i32.gt_u
      if
       local.get $1
       i32.const 8
       i32.add
       local.get $2
       v128.store32_lane 2
      end
      local.get $4
      local.get $2
      f64x2.promote_low_f32x4
      local.get $2
      local.get $2
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $4
     end
     local.get $4
     f64x2.extract_lane 0
     local.get $4
     f64x2.extract_lane 1
     f64.add
     f64.div
     f32.demote_f64
     f32x4.splat
     local.set $4
     local.get $20
     f32.neg
     local.get $21
     f32.mul
     local.get $26
     f32.convert_i32_s
     f32.div
     f32x4.splat
     local.set $5
     local.get $0
     local.get $26
     i32.const -4
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $1
     loop $for-loop|5
      local.get $0
      local.get $1
      i32.lt_u
      if
       local.get $25
       local.get $0
       v128.load
       local.get $4
       f32x4.mul
       local.get $5
       f32x4.add
       v128.store
       local.get $25
       i32.const 16
       i32.add
       local.set $25
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|5
      end
     end
     local.get $26
     i32.const 3
     i32.and
     local.tee $1
     if
      local.get $0
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $2
      local.get $1
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $2
       v128.load32_lane 1
       local.set $2
      end
      local.get $25
      local.get $1
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $0
       i32.const 8
       i32.add
       local.get $2
       v128.load32_lane 2
      else
       local.get $2
      end
      local.get $4
      f32x4.mul
      local.get $5
      f32x4.add
      local.tee $2
      v128.store32_lane 0
      local.get $1
      i32.const 1
      i32.gt_u
      if
       local.get $25
       i32.const 4
       i32.add
       local.get $2
       v128.store32_lane 1
      end
      local.get $1
      i32.const 2
      i32.gt_u
      if
       local.get $25
       i32.const 8
       i32.add
       local.get $2
       v128.store32_lane 2
      end
     end
     local.get $3
     local.get $16
     i32.const 2
     i32.shl
     i32.add
     local.tee $0
     local.get $0
     f32.load
     local.get $20
     f32.const 1
     local.get $21
     f32.sub
     f32.mul
     f32.sub
     f32.store
    end
    local.get $24
    i32.const 1
    i32.add
    local.set $24
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/cross-entropy/crossEntropyGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 f32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  f32.store
  i32.const 11424
  local.get $5
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $6
  local.get $6
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/cross-entropy/crossEntropy (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 f32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  f32.store
  i32.const 11392
  local.get $4
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/choose/topTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 f32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 v128)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 f32)
  i32.const 1560
  i32.load
  local.set $9
  i32.const 1576
  i32.load
  local.set $4
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  i32.const 1568
  i32.load
  local.tee $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $14
  local.set $7
  loop $for-loop|0
   local.get $7
   local.get $14
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $5
   local.get $5
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $9
   local.get $0
   local.get $9
   i32.lt_s
   select
   i32.lt_s
   if
    i32.const 1536
    i32.load
    local.get $5
    local.get $7
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $10
    local.get $4
    local.get $7
    i32.mul
    i32.const 2
    i32.shl
    local.tee $0
    i32.const 1544
    i32.load
    i32.add
    local.set $8
    i32.const 1552
    i32.load
    local.get $0
    i32.add
    local.set $11
    i32.const 0
    local.set $3
    i32.const 0
    local.set $12
    i32.const 0
    local.set $0
    loop $for-loop|1
     local.get $0
     local.get $5
     i32.lt_s
     if
      block $for-break1
       local.get $3
       local.get $4
       i32.eq
       local.get $0
       local.get $12
       i32.ge_s
       i32.and
       if
        local.get $8
        local.get $4
        i32.const 1
        i32.sub
        i32.const 2
        i32.shl
        i32.add
        f32.load
        f32x4.splat
        local.set $13
        loop $for-loop|2
         local.get $0
         i32.const 8
         i32.add
         local.tee $1
         local.get $5
         i32.le_s
         if
          local.get $10
          local.get $0
          i32.const 2
          i32.shl
          i32.add
          local.tee $2
          v128.load
          local.get $13
          f32x4.le
          local.get $2
          v128.load offset=16
          local.get $13
          f32x4.le
          v128.and
          i32x4.all_true
          if
           local.get $1
           local.set $0
           br $for-loop|2
          end
         end
        end
        local.get $0
        i32.const 8
        i32.add
        local.set $12
        local.get $0
        local.get $5
        i32.ge_s
        br_if $for-break1
       end
       local.get $10
       local.get $0
       i32.const 2
       i32.shl
       i32.add
       f32.load
       local.set $6
       local.get $3
       local.get $4
       i32.eq
       if (result i32)
        local.get $8
        local.get $4
        i32.const 1
        i32.sub
        i32.const 2
        i32.shl
        i32.add
        f32.load
        local.tee $17
        local.get $17
        f32.eq
        local.get $6
        local.get $6
        f32.ne
        i32.and
        local.get $6
        local.get $17
        f32.gt
        i32.or
       else
        i32.const 1
       end
       if
        local.get $3
        local.get $4
        i32.lt_s
        if
         local.get $3
         local.tee $1
         i32.const 1
         i32.add
         local.set $3
        else
         local.get $4
         i32.const 1
         i32.sub
         local.set $1
        end
        loop $for-loop|3
         local.get $1
         i32.const 0
         i32.gt_s
         if
          local.get $1
          i32.const 1
          i32.sub
          local.tee $2
          i32.const 2
          i32.shl
          local.tee $15
          local.get $8
          i32.add
          local.tee $16
          f32.load
          local.tee $17
          local.get $17
          f32.eq
          local.get $6
          local.get $6
          f32.ne
          i32.and
          local.get $6
          local.get $17
          f32.gt
          i32.or
          if
           local.get $16
           local.get $16
           f32.load
           f32.store offset=4
           local.get $11
           local.get $15
           i32.add
           local.tee $1
           local.get $1
           i32.load
           i32.store offset=4
           local.get $2
           local.set $1
           br $for-loop|3
          end
         end
        end
        local.get $1
        i32.const 2
        i32.shl
        local.tee $1
        local.get $8
        i32.add
        local.get $6
        f32.store
        local.get $1
        local.get $11
        i32.add
        local.get $0
        i32.store
       end
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
    end
    local.get $7
    i32.const 1
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/choose/topRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 7248
  local.get $3
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/choose/extremeTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  i32.const 1552
  i32.load
  local.set $5
  i32.const 1568
  i32.load
  i32x4.splat
  local.set $7
  i32.const 1560
  i32.load
  local.tee $9
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $4
  local.get $9
  i32.const 3
  i32.and
  local.set $6
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $9
  local.get $9
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $3
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $9
   local.get $9
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $8
   local.get $8
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $8
   local.get $5
   local.get $5
   local.get $8
   i32.gt_s
   select
   i32.lt_s
   if
    i32.const 1536
    i32.load
    local.get $0
    local.get $9
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $10
    v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
    local.set $1
    i32.const 0
    local.set $8
    loop $for-loop|1
     local.get $4
     local.get $8
     i32.gt_u
     if
      local.get $1
      local.get $8
      local.get $10
      i32.add
      v128.load
      local.get $7
      v128.xor
      f32x4.max
      local.set $1
      local.get $8
      i32.const 16
      i32.add
      local.set $8
      br $for-loop|1
     end
    end
    local.get $6
    if
     local.get $4
     local.get $10
     i32.add
     local.tee $8
     local.get $8
     f32.load
     f32x4.splat
     v128.load32_lane 0
     local.set $2
     local.get $6
     i32.const 1
     i32.gt_u
     if
      local.get $8
      i32.const 4
      i32.add
      local.get $2
      v128.load32_lane 1
      local.set $2
     end
     local.get $1
     local.get $6
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $8
      i32.const 8
      i32.add
      local.get $2
      v128.load32_lane 2
     else
      local.get $2
     end
     local.get $7
     v128.xor
     f32x4.max
     local.set $1
    end
    i32.const 1544
    i32.load
    local.get $0
    i32.const 2
    i32.shl
    i32.add
    local.get $1
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    f32x4.max
    local.tee $1
    f32x4.extract_lane 0
    local.get $1
    f32x4.extract_lane 1
    f32.max
    f32x4.splat
    local.get $7
    v128.xor
    f32x4.extract_lane 0
    f32.store
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/rows/choose/extremeRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  i32.const -2147483648
  i32.const 0
  local.get $4
  select
  i32.store
  i32.const 7216
  local.get $2
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/rows/choose/extremeColumnsTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  i32.const 1568
  i32.load
  i32x4.splat
  local.set $4
  local.get $0
  i32.const 1560
  i32.load
  local.tee $1
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  local.tee $7
  i32.rem_s
  i32.const 6
  i32.shl
  local.tee $2
  i32.const -64
  i32.sub
  local.tee $5
  local.get $1
  local.get $1
  local.get $5
  i32.gt_s
  select
  local.set $8
  i32.const 1536
  i32.load
  local.get $1
  i32.const 2
  i32.shl
  local.tee $6
  i32.const 1552
  i32.load
  local.tee $5
  local.get $0
  local.get $7
  i32.div_s
  local.tee $0
  i32.mul
  i32.mul
  i32.add
  local.set $7
  i32.const 1544
  i32.load
  local.get $0
  local.get $6
  i32.mul
  i32.add
  local.set $9
  loop $for-loop|0
   local.get $2
   i32.const 4
   i32.add
   local.get $8
   i32.le_s
   if
    local.get $7
    local.get $2
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    v128.load
    local.get $4
    v128.xor
    local.set $3
    i32.const 1
    local.set $1
    loop $for-loop|1
     local.get $1
     local.get $5
     i32.lt_s
     if
      local.get $3
      local.get $0
      local.get $6
      i32.add
      local.tee $0
      v128.load
      local.get $4
      v128.xor
      f32x4.max
      local.set $3
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|1
     end
    end
    local.get $9
    local.get $2
    i32.const 2
    i32.shl
    i32.add
    local.get $3
    local.get $4
    v128.xor
    v128.store
    local.get $2
    i32.const 4
    i32.add
    local.set $2
    br $for-loop|0
   end
  end
  loop $for-loop|2
   local.get $2
   local.get $8
   i32.lt_s
   if
    local.get $7
    local.get $2
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    v128.load32_splat
    local.get $4
    v128.xor
    local.set $3
    i32.const 1
    local.set $1
    loop $for-loop|3
     local.get $1
     local.get $5
     i32.lt_s
     if
      local.get $3
      local.get $0
      local.get $6
      i32.add
      local.tee $0
      v128.load32_splat
      local.get $4
      v128.xor
      f32x4.max
      local.set $3
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|3
     end
    end
    local.get $9
    local.get $2
    i32.const 2
    i32.shl
    i32.add
    local.get $3
    local.get $4
    v128.xor
    v128.store32_lane 0
    local.get $2
    i32.const 1
    i32.add
    local.set $2
    br $for-loop|2
   end
  end
 )
 (func $assembly/rows/choose/extremeColumns (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $3
  i32.store
  i32.const 1560
  local.get $4
  i32.store
  i32.const 1568
  i32.const -2147483648
  i32.const 0
  local.get $5
  select
  i32.store
  i32.const 7184
  local.get $2
  local.get $4
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/rope/ropeTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 v128)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 f32)
  (local $17 f32)
  (local $18 f32)
  (local $19 f32)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 v128)
  i32.const 1568
  i32.load
  local.set $10
  i32.const 1576
  i32.load
  local.set $13
  i32.const 1584
  i32.load
  local.set $11
  i32.const 1600
  i32.load
  local.set $7
  i32.const 1608
  i32.load
  local.set $14
  i32.const 1616
  i32.load8_u
  local.set $15
  i32.const 1
  i32.const 8192
  i32.const 1
  i32.const 1592
  i32.load
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $2
  local.get $2
  i32.const 0
  i32.le_s
  select
  local.tee $2
  local.get $0
  i32.mul
  local.tee $8
  local.get $2
  i32.add
  local.set $12
  loop $for-loop|0
   local.get $8
   local.get $12
   local.get $10
   local.get $10
   local.get $12
   i32.gt_s
   select
   i32.lt_s
   if
    local.get $8
    local.get $9
    i32.mul
    i32.const 2
    i32.shl
    local.tee $0
    i32.const 1536
    i32.load
    i32.add
    local.set $20
    i32.const 1560
    i32.load
    local.get $0
    i32.add
    local.set $6
    local.get $8
    local.get $11
    local.get $13
    i32.mul
    i32.div_s
    local.get $14
    i32.mul
    local.get $8
    local.get $11
    i32.rem_s
    local.get $7
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    i32.const 1544
    i32.load
    i32.add
    local.set $21
    local.get $0
    i32.const 1552
    i32.load
    i32.add
    local.set $22
    local.get $15
    if
     i32.const 0
     local.set $0
     loop $for-loop|1
      local.get $0
      i32.const 4
      i32.add
      local.tee $2
      local.get $7
      i32.le_u
      if
       local.get $0
       i32.const 3
       i32.shl
       local.tee $23
       local.get $6
       i32.add
       local.tee $24
       local.get $20
       local.get $23
       i32.add
       local.tee $23
       v128.load
       local.tee $1
       local.get $23
       v128.load offset=16
       local.tee $3
       i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
       local.tee $4
       local.get $0
       i32.const 2
       i32.shl
       local.tee $0
       local.get $21
       i32.add
       v128.load
       local.tee $5
       f32x4.mul
       local.get $1
       local.get $3
       i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
       local.tee $1
       local.get $0
       local.get $22
       i32.add
       v128.load
       local.tee $3
       f32x4.mul
       f32x4.sub
       local.tee $25
       local.get $1
       local.get $5
       f32x4.mul
       local.get $4
       local.get $3
       f32x4.mul
       f32x4.add
       local.tee $1
       i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
       v128.store
       local.get $24
       local.get $25
       local.get $1
       i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
       v128.store offset=16
       local.get $2
       local.set $0
       br $for-loop|1
      end
     end
     loop $for-loop|2
      local.get $0
      local.get $7
      i32.lt_u
      if
       local.get $0
       i32.const 3
       i32.shl
       local.tee $2
       local.get $6
       i32.add
       local.tee $23
       local.get $2
       local.get $20
       i32.add
       local.tee $2
       f32.load
       local.tee $16
       local.get $0
       i32.const 2
       i32.shl
       local.tee $24
       local.get $21
       i32.add
       f32.load
       local.tee $17
       f32.mul
       local.get $2
       f32.load offset=4
       local.tee $18
       local.get $22
       local.get $24
       i32.add
       f32.load
       local.tee $19
       f32.mul
       f32.sub
       f32.store
       local.get $23
       local.get $18
       local.get $17
       f32.mul
       local.get $16
       local.get $19
       f32.mul
       f32.add
       f32.store offset=4
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|2
      end
     end
    else
     block $assembly/rope/turnHalves|inlined.0
      local.get $7
      i32.const 2
      i32.shl
      local.set $2
      local.get $7
      i32.const -4
      i32.and
      i32.const 2
      i32.shl
      local.set $23
      i32.const 0
      local.set $0
      loop $for-loop|3
       local.get $0
       local.get $23
       i32.lt_u
       if
        local.get $0
        local.get $6
        i32.add
        local.get $0
        local.get $20
        i32.add
        v128.load
        local.tee $1
        local.get $0
        local.get $21
        i32.add
        v128.load
        local.tee $3
        f32x4.mul
        local.get $2
        local.get $20
        i32.add
        local.get $0
        i32.add
        v128.load
        local.tee $4
        local.get $0
        local.get $22
        i32.add
        v128.load
        local.tee $5
        f32x4.mul
        f32x4.sub
        v128.store
        local.get $2
        local.get $6
        i32.add
        local.get $0
        i32.add
        local.get $4
        local.get $3
        f32x4.mul
        local.get $1
        local.get $5
        f32x4.mul
        f32x4.add
        v128.store
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $7
      i32.const 3
      i32.and
      local.tee $0
      i32.eqz
      br_if $assembly/rope/turnHalves|inlined.0
      local.get $20
      local.get $23
      i32.add
      local.tee $24
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $1
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $24
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $24
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      local.set $3
      local.get $2
      local.get $20
      i32.add
      local.get $23
      i32.add
      local.tee $24
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $1
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $24
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $24
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      local.set $4
      local.get $21
      local.get $23
      i32.add
      local.tee $21
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $1
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $21
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $3
      local.get $0
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $21
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      local.tee $5
      f32x4.mul
      local.set $25
      local.get $22
      local.get $23
      i32.add
      local.tee $21
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $1
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $21
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      i32.const 2
      i32.gt_u
      if
       local.get $21
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
       local.set $1
      end
      local.get $6
      local.get $23
      i32.add
      local.tee $22
      local.get $25
      local.get $4
      local.get $1
      f32x4.mul
      f32x4.sub
      local.tee $25
      v128.store32_lane 0
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $22
       i32.const 4
       i32.add
       local.get $25
       v128.store32_lane 1
      end
      local.get $0
      i32.const 2
      i32.gt_u
      if
       local.get $22
       i32.const 8
       i32.add
       local.get $25
       v128.store32_lane 2
      end
      local.get $2
      local.get $6
      i32.add
      local.get $23
      i32.add
      local.tee $2
      local.get $4
      local.get $5
      f32x4.mul
      local.get $3
      local.get $1
      f32x4.mul
      f32x4.add
      local.tee $1
      v128.store32_lane 0
      local.get $0
      i32.const 1
      i32.gt_u
      if
       local.get $2
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $0
      i32.const 2
      i32.gt_u
      if
       local.get $2
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    end
    local.get $7
    i32.const 3
    i32.shl
    local.tee $0
    local.get $6
    i32.add
    local.set $6
    local.get $0
    local.get $20
    i32.add
    local.set $0
    block $assembly/runs/copyRun|inlined.4
     local.get $9
     local.get $7
     i32.const 1
     i32.shl
     i32.sub
     i32.const 2
     i32.shl
     local.tee $2
     i32.const 128
     i32.gt_u
     if
      local.get $6
      local.get $0
      local.get $2
      memory.copy
      br $assembly/runs/copyRun|inlined.4
     end
     local.get $2
     local.get $6
     i32.add
     local.set $20
     local.get $6
     local.get $2
     i32.const -16
     i32.and
     i32.add
     local.set $21
     loop $for-loop|4
      local.get $6
      local.get $21
      i32.lt_u
      if
       local.get $6
       local.get $0
       v128.load
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       local.get $6
       i32.const 16
       i32.add
       local.set $6
       br $for-loop|4
      end
     end
     local.get $20
     local.get $2
     i32.const 3
     i32.and
     i32.sub
     local.set $2
     loop $for-loop|5
      local.get $2
      local.get $6
      i32.gt_u
      if
       local.get $6
       local.get $0
       i32.load
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       local.get $6
       i32.const 4
       i32.add
       local.set $6
       br $for-loop|5
      end
     end
     loop $for-loop|6
      local.get $6
      local.get $20
      i32.lt_u
      if
       local.get $0
       local.tee $2
       i32.const 1
       i32.add
       local.set $0
       local.get $6
       local.get $2
       i32.load8_u
       i32.store8
       local.get $6
       i32.const 1
       i32.add
       local.set $6
       br $for-loop|6
      end
     end
    end
    local.get $8
    i32.const 1
    i32.add
    local.set $8
    br $for-loop|0
   end
  end
 )
 (func $assembly/rope/rope (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store
  i32.const 1600
  local.get $8
  i32.store
  i32.const 1608
  local.get $9
  i32.store
  i32.const 1616
  local.get $10
  i32.store8
  i32.const 7152
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $7
  local.get $7
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  local.tee $0
  local.get $4
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/reduce/sumsOfSquares (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 f64)
  (local $8 f64)
  (local $9 i32)
  (local $10 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $3
  i32.store
  i32.const 1552
  local.get $1
  i32.store
  loop $for-loop|0
   local.get $1
   local.get $6
   i32.gt_s
   if
    local.get $0
    local.get $6
    i32.const 12
    i32.mul
    i32.add
    local.tee $4
    i32.const 8
    i32.add
    local.get $5
    i32.store
    local.get $5
    local.get $4
    i32.const 4
    i32.add
    i32.load
    i32.const 16383
    i32.add
    i32.const 16384
    i32.div_s
    i32.add
    local.set $5
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
  i32.const 7120
  local.get $5
  call $assembly/pool/parallel
  loop $for-loop|1
   local.get $1
   local.get $10
   i32.gt_s
   if
    local.get $0
    local.get $10
    i32.const 12
    i32.mul
    i32.add
    local.set $6
    local.get $10
    i32.const 1
    i32.add
    local.get $1
    i32.lt_s
    if (result i32)
     local.get $6
     i32.const 12
     i32.add
     i32.load offset=8
    else
     local.get $5
    end
    local.set $4
    f64.const 0
    local.set $7
    f64.const 0
    local.set $8
    local.get $6
    i32.load offset=8
    local.set $9
    loop $for-loop|2
     local.get $4
     local.get $9
     i32.gt_s
     if
      local.get $7
      local.get $3
      local.get $9
      i32.const 4
      i32.shl
      i32.add
      local.tee $6
      f64.load
      f64.add
      local.set $7
      local.get $8
      local.get $6
      f64.load offset=8
      f64.max
      local.set $8
      local.get $9
      i32.const 1
      i32.add
      local.set $9
      br $for-loop|2
     end
    end
    local.get $2
    local.get $10
    i32.const 3
    i32.shl
    i32.add
    local.tee $4
    f32.const nan:0x400000
    local.get $8
    f32.demote_f64
    local.get $7
    local.get $7
    f64.ne
    select
    f32.store
    local.get $4
    local.get $8
    f64.const 0
    f64.eq
    if (result f32)
     f32.const 0
    else
     local.get $7
     local.get $8
     f64.div
     local.get $8
     f64.div
     f32.demote_f64
    end
    f32.store offset=4
    local.get $10
    i32.const 1
    i32.add
    local.set $10
    br $for-loop|1
   end
  end
 )
 (func $assembly/reduce/sumRowsTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 1552
  i32.load
  local.set $4
  local.get $0
  i32.const 1
  i32.const 8192
  i32.const 1
  i32.const 1560
  i32.load
  local.tee $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $3
  local.set $6
  loop $for-loop|0
   local.get $6
   local.get $3
   i32.const 1
   i32.const 8192
   i32.const 1
   local.get $5
   local.get $5
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
   i32.add
   local.tee $0
   local.get $4
   local.get $0
   local.get $4
   i32.lt_s
   select
   i32.lt_s
   if
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    i32.const 1536
    i32.load
    local.get $5
    local.get $6
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $7
    loop $for-loop|1
     local.get $0
     local.get $7
     i32.lt_u
     if
      local.get $1
      local.get $0
      v128.load
      local.tee $1
      f64x2.promote_low_f32x4
      local.get $1
      local.get $1
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $1
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      br $for-loop|1
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $7
    if
     local.get $1
     local.get $0
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $1
     local.get $7
     i32.const 1
     i32.gt_u
     if
      local.get $0
      i32.const 4
      i32.add
      local.get $1
      v128.load32_lane 1
      local.set $1
     end
     local.get $7
     i32.const 2
     i32.gt_u
     if
      local.get $0
      i32.const 8
      i32.add
      local.get $1
      v128.load32_lane 2
      local.set $1
     end
     local.get $1
     f64x2.promote_low_f32x4
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $1
    end
    i32.const 1544
    i32.load
    local.get $6
    i32.const 2
    i32.shl
    i32.add
    local.get $1
    f64x2.extract_lane 0
    local.get $1
    f64x2.extract_lane 1
    f64.add
    f32.demote_f64
    f32.store
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
 )
 (func $assembly/reduce/sumRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 7088
  local.get $2
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.add
  i32.const 1
  i32.sub
  i32.const 1
  local.get $0
  local.get $1
  select
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/reduce/sumColumnsTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 v128)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 f64)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 v128)
  local.get $0
  i32.const 1560
  i32.load
  local.tee $1
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  local.tee $2
  i32.div_s
  local.set $12
  local.get $0
  local.get $2
  i32.rem_s
  i32.const 6
  i32.shl
  local.tee $0
  i32.const -64
  i32.sub
  local.tee $2
  local.get $1
  local.get $1
  local.get $2
  i32.gt_s
  select
  local.set $9
  i32.const 1536
  i32.load
  local.get $1
  i32.const 2
  i32.shl
  local.tee $4
  local.get $12
  i32.const 1552
  i32.load
  local.tee $10
  i32.mul
  i32.mul
  i32.add
  local.set $11
  i32.const 1544
  i32.load
  local.get $4
  local.get $12
  i32.mul
  i32.add
  local.set $12
  loop $for-loop|0
   local.get $0
   i32.const 8
   i32.add
   local.get $9
   i32.le_s
   if
    local.get $0
    i32.const 2
    i32.shl
    local.tee $1
    local.get $11
    i32.add
    local.set $2
    local.get $1
    local.get $12
    i32.add
    local.set $13
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $3
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $5
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $7
    i32.const 0
    local.set $1
    loop $for-loop|1
     local.get $1
     local.get $10
     i32.lt_s
     if
      local.get $3
      local.get $2
      v128.load
      local.tee $14
      f64x2.promote_low_f32x4
      f64x2.add
      local.set $3
      local.get $5
      local.get $14
      local.get $14
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      local.set $5
      local.get $6
      local.get $2
      v128.load offset=16
      local.tee $14
      f64x2.promote_low_f32x4
      f64x2.add
      local.set $6
      local.get $7
      local.get $14
      local.get $14
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      local.set $7
      local.get $2
      local.get $4
      i32.add
      local.set $2
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|1
     end
    end
    local.get $13
    local.get $3
    f32x4.demote_f64x2_zero
    local.get $5
    f32x4.demote_f64x2_zero
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store
    local.get $13
    local.get $6
    f32x4.demote_f64x2_zero
    local.get $7
    f32x4.demote_f64x2_zero
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store offset=16
    local.get $0
    i32.const 8
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  loop $for-loop|2
   local.get $0
   local.get $9
   i32.lt_s
   if
    f64.const 0
    local.set $8
    local.get $11
    local.get $0
    i32.const 2
    i32.shl
    i32.add
    local.set $2
    i32.const 0
    local.set $1
    loop $for-loop|3
     local.get $1
     local.get $10
     i32.lt_s
     if
      local.get $8
      local.get $2
      f32.load
      f64.promote_f32
      f64.add
      local.set $8
      local.get $2
      local.get $4
      i32.add
      local.set $2
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|3
     end
    end
    local.get $12
    local.get $0
    i32.const 2
    i32.shl
    i32.add
    local.get $8
    f32.demote_f64
    f32.store
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|2
   end
  end
 )
 (func $assembly/reduce/sumAllWork (param $0 i32) (result i32)
  i32.const 1
  local.get $0
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 0
  i32.le_s
  select
  i32.const 4
  i32.shl
 )
 (func $assembly/reduce/sumAllTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  i32.const 1544
  i32.load
  local.get $0
  i32.const 3
  i32.shl
  i32.add
  i32.const 1536
  i32.load
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 2
  i32.shl
  i32.add
  local.tee $0
  i32.const 16384
  i32.const 1552
  i32.load
  local.get $3
  i32.sub
  local.tee $3
  local.get $3
  i32.const 16384
  i32.gt_s
  select
  local.tee $3
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $5
  loop $for-loop|0
   local.get $0
   local.get $5
   i32.lt_u
   if
    local.get $1
    local.get $0
    v128.load
    local.tee $1
    f64x2.promote_low_f32x4
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    f64x2.add
    f64x2.add
    local.set $1
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $3
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $1
   local.get $0
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   f64x2.promote_low_f32x4
   local.get $1
   local.get $1
   i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
   f64x2.promote_low_f32x4
   f64x2.add
   f64x2.add
   local.set $1
  end
  local.get $1
  f64x2.extract_lane 0
  local.get $1
  f64x2.extract_lane 1
  f64.add
  f64.store
 )
 (func $assembly/reduce/sumAll (param $0 i32) (param $1 i32) (param $2 i32) (result f64)
  (local $3 f64)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 7024
  local.get $2
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  local.tee $2
  call $assembly/pool/parallel
  i32.const 0
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $2
   i32.lt_s
   if
    local.get $3
    local.get $1
    local.get $0
    i32.const 3
    i32.shl
    i32.add
    f64.load
    f64.add
    local.set $3
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $3
 )
 (func $assembly/reduce/squaresTile (param $0 i32)
  (local $1 i32)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 i32)
  i32.const 1536
  i32.load
  local.set $7
  i32.const 1552
  i32.load
  local.set $3
  loop $while-continue|0
   local.get $3
   local.get $4
   i32.sub
   i32.const 1
   i32.gt_s
   if
    local.get $7
    local.get $3
    local.get $4
    i32.add
    i32.const 1
    i32.shr_s
    local.tee $1
    i32.const 12
    i32.mul
    i32.add
    i32.const 8
    i32.add
    i32.load
    local.get $0
    i32.le_s
    if
     local.get $1
     local.set $4
    else
     local.get $1
     local.set $3
    end
    br $while-continue|0
   end
  end
  local.get $0
  local.get $7
  local.get $4
  i32.const 12
  i32.mul
  i32.add
  local.tee $3
  i32.const 8
  i32.add
  i32.load
  i32.sub
  i32.const 14
  i32.shl
  local.set $4
  local.get $3
  i32.load
  local.get $4
  i32.const 2
  i32.shl
  i32.add
  local.tee $1
  i32.const 16384
  local.get $3
  i32.load offset=4
  local.get $4
  i32.sub
  local.tee $3
  local.get $3
  i32.const 16384
  i32.gt_s
  select
  local.tee $3
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $4
  loop $for-loop|1
   local.get $1
   local.get $4
   i32.lt_u
   if
    local.get $6
    local.get $1
    v128.load
    local.tee $2
    f32x4.abs
    f32x4.pmax
    local.set $6
    local.get $5
    local.get $2
    f64x2.promote_low_f32x4
    local.tee $5
    local.get $5
    f64x2.mul
    local.get $2
    local.get $2
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    local.tee $2
    local.get $2
    f64x2.mul
    f64x2.add
    f64x2.add
    local.set $5
    local.get $1
    i32.const 16
    i32.add
    local.set $1
    br $for-loop|1
   end
  end
  local.get $3
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $2
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $1
    i32.const 4
    i32.add
    local.get $2
    v128.load32_lane 1
    local.set $2
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $1
    i32.const 8
    i32.add
    local.get $2
    v128.load32_lane 2
    local.set $2
   end
   local.get $6
   local.get $2
   f32x4.abs
   f32x4.pmax
   local.set $6
   local.get $5
   local.get $2
   f64x2.promote_low_f32x4
   local.tee $5
   local.get $5
   f64x2.mul
   local.get $2
   local.get $2
   i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
   f64x2.promote_low_f32x4
   local.tee $2
   local.get $2
   f64x2.mul
   f64x2.add
   f64x2.add
   local.set $5
  end
  i32.const 1544
  i32.load
  local.get $0
  i32.const 4
  i32.shl
  i32.add
  local.tee $0
  local.get $5
  f64x2.extract_lane 0
  local.get $5
  f64x2.extract_lane 1
  f64.add
  f64.store
  local.get $0
  local.get $6
  local.get $6
  local.get $6
  i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
  f32x4.max
  local.tee $2
  f32x4.extract_lane 0
  local.get $2
  f32x4.extract_lane 1
  f32.max
  f64.promote_f32
  f64.store offset=8
 )
 (func $assembly/quantized/rows/takeSmall (param $0 i32) (param $1 i32) (param $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  local.get $2
  local.get $1
  i32.load
  local.tee $3
  i32.const 2147483647
  i32.and
  local.tee $4
  i32.const 2139095040
  i32.lt_u
  if (result i32)
   local.get $4
   f32.reinterpret_i32
   f32.const 1.925929944387236e-34
   f32.mul
   i32.reinterpret_f32
   i32.const 13
   i32.shr_u
  else
   local.get $4
   i32.const 13
   i32.shr_u
   i32.const 1023
   i32.and
   i32.const 31744
   i32.or
  end
  local.get $3
  i32.const 16
  i32.shr_u
  i32.const 32768
  i32.and
  i32.or
  i32.store16
  local.get $1
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 5
  i32.eq
  local.tee $5
  local.get $0
  i32.const 2
  i32.eq
  local.tee $4
  local.get $0
  i32.const 4
  i32.eq
  i32.or
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  local.get $0
  i32.const 7
  i32.eq
  i32.or
  select
  i32.add
  local.set $6
  local.get $0
  i32.const 4
  i32.eq
  local.get $0
  i32.const 2
  i32.eq
  i32.or
  local.get $0
  i32.const 5
  i32.eq
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  if (result i32)
   local.get $2
   i32.const 2
   i32.add
   local.get $1
   i32.load offset=16
   local.tee $1
   i32.const 2147483647
   i32.and
   local.tee $3
   i32.const 2139095040
   i32.lt_u
   if (result i32)
    local.get $3
    f32.reinterpret_i32
    f32.const 1.925929944387236e-34
    f32.mul
    i32.reinterpret_f32
    i32.const 13
    i32.shr_u
   else
    local.get $3
    i32.const 13
    i32.shr_u
    i32.const 1023
    i32.and
    i32.const 31744
    i32.or
   end
   local.get $1
   i32.const 16
   i32.shr_u
   i32.const 32768
   i32.and
   i32.or
   i32.store16
   local.get $2
   i32.const 2
   i32.add
  else
   local.get $2
  end
  i32.const 2
  i32.add
  local.set $7
  local.get $0
  i32.eqz
  local.get $4
  local.get $0
  i32.const 1
  i32.eq
  i32.or
  local.get $5
  i32.or
  i32.or
  if
   i32.const 4
   i32.const 8
   local.get $0
   select
   local.set $1
   i32.const 0
   local.set $0
   loop $for-loop|0
    local.get $0
    local.get $1
    i32.lt_u
    if
     local.get $7
     local.get $0
     i32.const 2
     i32.shl
     i32.add
     local.get $6
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     i32.load
     i32.store
     local.get $0
     i32.const 1
     i32.add
     local.set $0
     br $for-loop|0
    end
   end
   return
  end
  i32.const 269488144
  i32.const 0
  local.get $0
  i32.const 3
  i32.eq
  select
  local.set $4
  i32.const 0
  local.set $1
  i32.const 0
  local.set $0
  loop $for-loop|1
   local.get $0
   i32.const 4
   i32.lt_u
   if
    local.get $1
    local.get $6
    local.get $0
    i32.const 4
    i32.shl
    i32.add
    local.tee $1
    i32.load
    i32.const -2139062144
    i32.xor
    local.get $4
    i32.add
    i32.const -2139062144
    i32.xor
    local.tee $5
    i32.const 4
    i32.shr_u
    i32.const 16843009
    i32.and
    i32.const 270549120
    i32.mul
    i32.const 28
    i32.shr_u
    local.get $0
    i32.const 2
    i32.shl
    local.tee $2
    i32.shl
    local.get $1
    i32.load offset=64
    i32.const -2139062144
    i32.xor
    local.get $4
    i32.add
    i32.const -2139062144
    i32.xor
    local.tee $3
    i32.const 4
    i32.shr_u
    i32.const 16843009
    i32.and
    i32.const 270549120
    i32.mul
    i32.const 28
    i32.shr_u
    local.get $2
    i32.const 16
    i32.add
    i32.shl
    i32.or
    i32.or
    local.set $1
    local.get $7
    i32.const 4
    i32.add
    local.get $2
    i32.add
    local.get $5
    i32.const 252645135
    i32.and
    local.get $3
    i32.const 252645135
    i32.and
    i32.const 4
    i32.shl
    i32.or
    i32.store
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
  local.get $7
  local.get $1
  i32.store
 )
 (func $assembly/quantized/rows/takeLarge (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  local.get $1
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 7
  i32.eq
  local.tee $1
  local.get $0
  i32.const 4
  i32.eq
  local.get $0
  i32.const 2
  i32.eq
  i32.or
  local.get $0
  i32.const 5
  i32.eq
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  i32.or
  select
  i32.add
  local.set $4
  local.get $1
  if
   local.get $2
   local.get $3
   i32.const 2
   i32.shr_s
   local.tee $0
   i32.const 6
   i32.shl
   local.get $3
   i32.const 1
   i32.and
   i32.const 5
   i32.shl
   i32.add
   i32.add
   local.set $1
   local.get $2
   i32.const 128
   i32.add
   local.get $0
   i32.const 5
   i32.shl
   i32.add
   local.set $2
   local.get $3
   i32.const 2
   i32.and
   i32.const 1
   i32.shl
   local.set $5
   local.get $3
   i32.const 3
   i32.and
   i32.const 1
   i32.shl
   local.set $3
   i32.const 0
   local.set $0
   loop $for-loop|0
    local.get $0
    i32.const 8
    i32.lt_u
    if
     local.get $1
     local.get $0
     i32.const 2
     i32.shl
     local.tee $6
     i32.add
     local.tee $7
     local.get $7
     i32.load
     local.get $4
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     i32.load
     i32.const -2139062144
     i32.xor
     i32.const 538976288
     i32.add
     i32.const -2139062144
     i32.xor
     local.tee $7
     i32.const 252645135
     i32.and
     local.get $5
     i32.shl
     i32.or
     i32.store
     local.get $2
     local.get $6
     i32.add
     local.tee $6
     local.get $6
     i32.load
     local.get $7
     i32.const 4
     i32.shr_u
     i32.const 50529027
     i32.and
     local.get $3
     i32.shl
     i32.or
     i32.store
     local.get $0
     i32.const 1
     i32.add
     local.set $0
     br $for-loop|0
    end
   end
   return
  end
  local.get $2
  i32.const 48
  i32.const 16
  local.get $0
  i32.const 6
  i32.eq
  local.tee $5
  select
  i32.add
  local.get $3
  i32.const 1
  i32.shr_s
  i32.const 5
  i32.shl
  i32.add
  local.set $6
  local.get $3
  i32.const 1
  i32.and
  i32.const 2
  i32.shl
  local.set $7
  i32.const 0
  local.set $0
  loop $for-loop|1
   local.get $0
   i32.const 4
   i32.lt_u
   if
    local.get $4
    local.get $0
    i32.const 4
    i32.shl
    i32.add
    local.tee $1
    i32.load
    local.set $8
    local.get $5
    if (result i32)
     local.get $1
     i32.load offset=64
    else
     local.get $8
     i32.const 4
     i32.shr_u
    end
    local.set $9
    local.get $6
    local.get $0
    i32.const 2
    i32.shl
    local.tee $1
    i32.add
    local.tee $10
    local.get $10
    i32.load
    local.get $8
    i32.const 252645135
    i32.and
    local.get $7
    i32.shl
    i32.or
    i32.store
    local.get $10
    i32.const 16
    i32.add
    local.tee $10
    local.get $10
    i32.load
    local.get $9
    i32.const 252645135
    i32.and
    local.get $7
    i32.shl
    i32.or
    i32.store
    local.get $5
    if
     local.get $2
     i32.const 16
     i32.add
     local.get $1
     i32.add
     local.tee $10
     local.get $10
     i32.load
     local.get $8
     i32.const 4
     i32.shr_u
     i32.const 16843009
     i32.and
     local.get $3
     i32.shl
     i32.or
     i32.store
     local.get $2
     i32.const 32
     i32.add
     local.get $1
     i32.add
     local.tee $1
     local.get $1
     i32.load
     local.get $9
     i32.const 4
     i32.shr_u
     i32.const 16843009
     i32.and
     local.get $3
     i32.shl
     i32.or
     i32.store
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
 )
 (func $assembly/quantized/rows/rowsTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  i32.const 1576
  i32.load
  local.tee $7
  i32.const 1584
  i32.load
  i32.add
  local.set $3
  i32.const 32
  i32.const 16
  i32.const 1536
  i32.load
  local.tee $2
  i32.const 7
  i32.eq
  local.get $2
  i32.const 6
  i32.eq
  local.tee $4
  local.get $2
  i32.const 5
  i32.eq
  local.tee $5
  local.get $2
  i32.const 4
  i32.eq
  local.tee $6
  local.get $2
  i32.const 2
  i32.eq
  local.tee $8
  i32.or
  i32.or
  i32.or
  i32.or
  select
  i32.const 64
  i32.const 128
  local.get $5
  local.get $2
  i32.const 1
  i32.eq
  local.tee $9
  local.get $8
  i32.or
  i32.or
  select
  i32.add
  i32.const 1568
  i32.load
  local.tee $1
  i32.const 32
  i32.div_s
  i32.mul
  local.set $10
  block $__inlined_func$assembly/quantized/formats/fileBytes$210 (result i32)
   i32.const 34
   local.get $2
   i32.eqz
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 18
   local.get $9
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 20
   local.get $8
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 22
   local.get $2
   i32.const 3
   i32.eq
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 24
   local.get $6
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 144
   local.get $5
   br_if $__inlined_func$assembly/quantized/formats/fileBytes$210
   drop
   i32.const 176
   i32.const 210
   local.get $4
   select
  end
  local.get $1
  i32.const 256
  i32.const 32
  local.get $2
  i32.const 5
  i32.ge_s
  select
  i32.div_s
  i32.mul
  local.set $11
  local.get $2
  i32.const 5
  i32.lt_s
  if (result i32)
   i32.const 0
  else
   i32.const 18
   i32.const 16
   local.get $2
   i32.const 7
   i32.eq
   select
  end
  local.get $1
  i32.const 256
  i32.div_s
  i32.mul
  local.set $12
  local.get $3
  local.get $7
  i32.const 4
  i32.div_s
  local.get $0
  i32.add
  local.tee $13
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 4
  i32.add
  local.tee $4
  local.get $3
  local.get $4
  i32.lt_s
  select
  local.set $14
  local.get $7
  local.get $0
  local.get $0
  local.get $7
  i32.lt_s
  select
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $14
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.get $0
    local.get $7
    i32.sub
    local.get $11
    i32.mul
    i32.add
    local.set $3
    i32.const 1552
    i32.load
    local.get $10
    local.get $13
    i32.mul
    i32.add
    local.get $0
    i32.const 4
    i32.rem_s
    i32.const 2
    i32.shl
    i32.add
    local.set $4
    i32.const 1560
    i32.load
    local.get $0
    local.get $12
    i32.mul
    i32.add
    local.set $6
    i32.const 1592
    i32.load8_u
    local.set $15
    i32.const 0
    local.set $8
    i32.const 32
    i32.const 16
    local.get $2
    i32.const 6
    i32.eq
    local.tee $16
    local.get $2
    i32.const 5
    i32.eq
    local.tee $17
    local.get $2
    i32.const 2
    i32.eq
    local.tee $18
    local.get $2
    i32.const 4
    i32.eq
    local.tee $5
    i32.or
    i32.or
    i32.or
    local.get $2
    i32.const 7
    i32.eq
    i32.or
    select
    i32.const 64
    i32.const 128
    local.get $2
    i32.const 1
    i32.eq
    local.tee $19
    local.get $18
    i32.or
    local.get $17
    i32.or
    select
    i32.add
    local.set $9
    block $__inlined_func$assembly/quantized/formats/fileBytes$206 (result i32)
     i32.const 34
     local.get $2
     i32.eqz
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 18
     local.get $19
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 20
     local.get $18
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 22
     local.get $2
     i32.const 3
     i32.eq
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 24
     local.get $5
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 144
     local.get $17
     br_if $__inlined_func$assembly/quantized/formats/fileBytes$206
     drop
     i32.const 176
     i32.const 210
     local.get $16
     select
    end
    local.set $16
    local.get $1
    i32.const 256
    i32.const 32
    local.get $2
    i32.const 5
    i32.ge_s
    select
    i32.div_s
    local.set $17
    loop $for-loop|00
     local.get $8
     local.get $17
     i32.lt_s
     if
      local.get $2
      i32.const 5
      i32.lt_s
      if
       local.get $15
       if
        local.get $2
        local.get $4
        local.get $3
        call $assembly/quantized/rows/takeSmall
       else
        local.get $2
        local.get $3
        local.get $4
        call $assembly/quantized/rows/placeSmall
       end
       local.get $4
       local.get $9
       i32.add
       local.set $4
      else
       local.get $2
       i32.const 5
       i32.lt_s
       if (result i32)
        i32.const 0
       else
        i32.const 18
        i32.const 16
        local.get $2
        i32.const 7
        i32.eq
        select
       end
       local.set $18
       local.get $15
       if
        local.get $3
        i32.const 0
        local.get $16
        memory.fill
        local.get $3
        i32.const 192
        i32.const 0
        local.get $2
        i32.const 7
        i32.eq
        select
        i32.add
        local.get $6
        local.get $18
        memory.copy
       else
        local.get $6
        local.get $3
        i32.const 192
        i32.const 0
        local.get $2
        i32.const 7
        i32.eq
        select
        i32.add
        local.get $18
        memory.copy
       end
       i32.const 0
       local.set $5
       loop $for-loop|1
        local.get $5
        i32.const 8
        i32.lt_s
        if
         local.get $15
         if
          local.get $2
          local.get $4
          local.get $3
          local.get $5
          call $assembly/quantized/rows/takeLarge
         else
          local.get $2
          local.get $3
          local.get $4
          local.get $5
          call $assembly/quantized/rows/placeLarge
         end
         local.get $4
         local.get $9
         i32.add
         local.set $4
         local.get $5
         i32.const 1
         i32.add
         local.set $5
         br $for-loop|1
        end
       end
       local.get $6
       local.get $18
       i32.add
       local.set $6
      end
      local.get $3
      local.get $16
      i32.add
      local.set $3
      local.get $8
      i32.const 1
      i32.add
      local.set $8
      br $for-loop|00
     end
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/quantized/rows/placeSmall (param $0 i32) (param $1 i32) (param $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  local.get $2
  local.get $1
  i32.load16_u
  local.tee $3
  i32.const 32767
  i32.and
  local.tee $4
  i32.const 31744
  i32.lt_u
  if (result i32)
   local.get $4
   i32.const 13
   i32.shl
   f32.reinterpret_i32
   f32.const 5192296858534827628530496e9
   f32.mul
   i32.reinterpret_f32
  else
   local.get $4
   i32.const 13
   i32.shl
   i32.const 2139095040
   i32.or
  end
  local.get $3
  i32.const 32768
  i32.and
  i32.const 16
  i32.shl
  i32.or
  i32.store
  local.get $2
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 5
  i32.eq
  local.tee $5
  local.get $0
  i32.const 2
  i32.eq
  local.tee $4
  local.get $0
  i32.const 4
  i32.eq
  i32.or
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  local.get $0
  i32.const 7
  i32.eq
  i32.or
  select
  i32.add
  local.set $6
  local.get $0
  i32.const 4
  i32.eq
  local.get $0
  i32.const 2
  i32.eq
  i32.or
  local.get $0
  i32.const 5
  i32.eq
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  if (result i32)
   local.get $2
   local.get $1
   i32.const 2
   i32.add
   i32.load16_u
   local.tee $2
   i32.const 32767
   i32.and
   local.tee $3
   i32.const 31744
   i32.lt_u
   if (result i32)
    local.get $3
    i32.const 13
    i32.shl
    f32.reinterpret_i32
    f32.const 5192296858534827628530496e9
    f32.mul
    i32.reinterpret_f32
   else
    local.get $3
    i32.const 13
    i32.shl
    i32.const 2139095040
    i32.or
   end
   local.get $2
   i32.const 32768
   i32.and
   i32.const 16
   i32.shl
   i32.or
   i32.store offset=16
   local.get $1
   i32.const 2
   i32.add
  else
   local.get $1
  end
  i32.const 2
  i32.add
  local.set $3
  local.get $4
  local.get $0
  i32.const 1
  i32.eq
  i32.or
  local.get $5
  i32.or
  if
   i32.const 0
   local.set $0
   loop $for-loop|0
    local.get $0
    i32.const 4
    i32.lt_u
    if
     local.get $6
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     local.get $3
     local.get $0
     i32.const 2
     i32.shl
     i32.add
     i32.load
     i32.store
     local.get $0
     i32.const 1
     i32.add
     local.set $0
     br $for-loop|0
    end
   end
   return
  end
  local.get $0
  i32.eqz
  if
   i32.const 0
   local.set $0
   loop $for-loop|1
    local.get $0
    i32.const 8
    i32.lt_u
    if
     local.get $6
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     local.get $3
     local.get $0
     i32.const 2
     i32.shl
     i32.add
     i32.load
     i32.store
     local.get $0
     i32.const 1
     i32.add
     local.set $0
     br $for-loop|1
    end
   end
   return
  end
  local.get $3
  i32.load
  local.set $4
  i32.const 269488144
  i32.const 0
  local.get $0
  i32.const 3
  i32.eq
  select
  local.set $1
  i32.const 0
  local.set $0
  loop $for-loop|2
   local.get $0
   i32.const 4
   i32.lt_u
   if
    local.get $6
    local.get $0
    i32.const 4
    i32.shl
    i32.add
    local.tee $5
    local.get $0
    i32.const 2
    i32.shl
    local.tee $2
    local.get $3
    i32.const 4
    i32.add
    i32.add
    i32.load
    local.tee $7
    i32.const 252645135
    i32.and
    local.get $4
    local.get $2
    i32.shr_u
    i32.const 15
    i32.and
    i32.const 2113665
    i32.mul
    i32.const 16843009
    i32.and
    i32.const 4
    i32.shl
    i32.or
    i32.const -2139062144
    i32.or
    local.get $1
    i32.sub
    i32.const -2139062144
    i32.xor
    i32.store
    local.get $5
    local.get $7
    i32.const 4
    i32.shr_u
    i32.const 252645135
    i32.and
    local.get $4
    local.get $2
    i32.const 16
    i32.add
    i32.shr_u
    i32.const 15
    i32.and
    i32.const 2113665
    i32.mul
    i32.const 16843009
    i32.and
    i32.const 4
    i32.shl
    i32.or
    i32.const -2139062144
    i32.or
    local.get $1
    i32.sub
    i32.const -2139062144
    i32.xor
    i32.store offset=64
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|2
   end
  end
 )
 (func $assembly/quantized/rows/placeLarge (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  (local $4 f32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  local.get $2
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 7
  i32.eq
  local.tee $6
  local.get $0
  i32.const 4
  i32.eq
  local.get $0
  i32.const 2
  i32.eq
  i32.or
  local.get $0
  i32.const 5
  i32.eq
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  i32.or
  select
  i32.add
  local.set $5
  local.get $6
  if
   local.get $2
   local.get $1
   i32.const 208
   i32.add
   i32.load16_u
   local.tee $0
   i32.const 32767
   i32.and
   local.tee $6
   i32.const 31744
   i32.lt_u
   if (result i32)
    local.get $6
    i32.const 13
    i32.shl
    f32.reinterpret_i32
    f32.const 5192296858534827628530496e9
    f32.mul
    i32.reinterpret_f32
   else
    local.get $6
    i32.const 13
    i32.shl
    i32.const 2139095040
    i32.or
   end
   local.get $0
   i32.const 32768
   i32.and
   i32.const 16
   i32.shl
   i32.or
   f32.reinterpret_i32
   local.tee $4
   local.get $3
   i32.const 1
   i32.shl
   local.tee $0
   local.get $1
   i32.const 192
   i32.add
   i32.add
   i32.load8_s
   f32.convert_i32_s
   f32.mul
   f32.store
   local.get $2
   local.get $4
   local.get $1
   i32.const 193
   i32.add
   local.get $0
   i32.add
   i32.load8_s
   f32.convert_i32_s
   f32.mul
   f32.store offset=16
   local.get $1
   local.get $3
   i32.const 2
   i32.shr_s
   local.tee $0
   i32.const 6
   i32.shl
   local.get $3
   i32.const 1
   i32.and
   i32.const 5
   i32.shl
   i32.add
   i32.add
   local.set $2
   local.get $1
   i32.const 128
   i32.add
   local.get $0
   i32.const 5
   i32.shl
   i32.add
   local.set $1
   local.get $3
   i32.const 2
   i32.and
   i32.const 1
   i32.shl
   local.set $6
   local.get $3
   i32.const 3
   i32.and
   i32.const 1
   i32.shl
   local.set $3
   i32.const 0
   local.set $0
   loop $for-loop|0
    local.get $0
    i32.const 8
    i32.lt_u
    if
     local.get $5
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     local.get $2
     local.get $0
     i32.const 2
     i32.shl
     local.tee $7
     i32.add
     i32.load
     local.get $6
     i32.shr_u
     i32.const 252645135
     i32.and
     local.get $1
     local.get $7
     i32.add
     i32.load
     local.get $3
     i32.shr_u
     i32.const 50529027
     i32.and
     i32.const 4
     i32.shl
     i32.or
     i32.const -2139062144
     i32.or
     i32.const 538976288
     i32.sub
     i32.const -2139062144
     i32.xor
     i32.store
     local.get $0
     i32.const 1
     i32.add
     local.set $0
     br $for-loop|0
    end
   end
   return
  end
  local.get $1
  i32.const 4
  i32.add
  local.set $8
  local.get $2
  local.get $1
  i32.load16_u
  local.tee $6
  i32.const 32767
  i32.and
  local.tee $7
  i32.const 31744
  i32.lt_u
  if (result i32)
   local.get $7
   i32.const 13
   i32.shl
   f32.reinterpret_i32
   f32.const 5192296858534827628530496e9
   f32.mul
   i32.reinterpret_f32
  else
   local.get $7
   i32.const 13
   i32.shl
   i32.const 2139095040
   i32.or
  end
  local.get $6
  i32.const 32768
  i32.and
  i32.const 16
  i32.shl
  i32.or
  f32.reinterpret_i32
  block $__inlined_func$assembly/quantized/rows/subScale$203 (result i32)
   local.get $3
   i32.const 4
   i32.lt_s
   if
    local.get $3
    local.get $8
    i32.add
    i32.load8_u
    i32.const 63
    i32.and
    br $__inlined_func$assembly/quantized/rows/subScale$203
   end
   local.get $3
   local.get $8
   i32.add
   local.tee $6
   i32.const 4
   i32.add
   i32.load8_u
   i32.const 15
   i32.and
   local.get $6
   i32.const 4
   i32.sub
   i32.load8_u
   i32.const 6
   i32.shr_u
   i32.const 4
   i32.shl
   i32.or
  end
  f32.convert_i32_u
  f32.mul
  f32.store
  local.get $1
  i32.const 4
  i32.add
  local.set $7
  local.get $2
  local.get $1
  i32.const 2
  i32.add
  i32.load16_u
  local.tee $2
  i32.const 32767
  i32.and
  local.tee $6
  i32.const 31744
  i32.lt_u
  if (result i32)
   local.get $6
   i32.const 13
   i32.shl
   f32.reinterpret_i32
   f32.const 5192296858534827628530496e9
   f32.mul
   i32.reinterpret_f32
  else
   local.get $6
   i32.const 13
   i32.shl
   i32.const 2139095040
   i32.or
  end
  local.get $2
  i32.const 32768
  i32.and
  i32.const 16
  i32.shl
  i32.or
  f32.reinterpret_i32
  block $__inlined_func$assembly/quantized/rows/subLeast$205 (result i32)
   local.get $3
   i32.const 4
   i32.lt_s
   if
    local.get $3
    local.get $7
    i32.add
    i32.const 4
    i32.add
    i32.load8_u
    i32.const 63
    i32.and
    br $__inlined_func$assembly/quantized/rows/subLeast$205
   end
   local.get $3
   local.get $7
   i32.add
   local.tee $2
   i32.load8_u
   i32.const 6
   i32.shr_u
   i32.const 4
   i32.shl
   local.get $2
   i32.const 4
   i32.add
   i32.load8_u
   i32.const 4
   i32.shr_u
   i32.or
  end
  f32.convert_i32_u
  f32.mul
  f32.neg
  f32.store offset=16
  local.get $1
  i32.const 48
  i32.const 16
  local.get $0
  i32.const 6
  i32.eq
  local.tee $2
  select
  i32.add
  local.get $3
  i32.const 1
  i32.shr_s
  i32.const 5
  i32.shl
  i32.add
  local.set $8
  local.get $3
  i32.const 1
  i32.and
  i32.const 2
  i32.shl
  local.set $6
  i32.const 0
  local.set $0
  loop $for-loop|1
   local.get $0
   i32.const 4
   i32.lt_u
   if
    local.get $8
    local.get $0
    i32.const 2
    i32.shl
    i32.add
    local.tee $7
    i32.load
    local.get $6
    i32.shr_u
    i32.const 252645135
    i32.and
    local.set $9
    local.get $7
    i32.load offset=16
    local.get $6
    i32.shr_u
    i32.const 252645135
    i32.and
    local.set $7
    block $for-continue|1
     local.get $2
     i32.eqz
     if
      local.get $5
      local.get $0
      i32.const 4
      i32.shl
      i32.add
      local.get $9
      local.get $7
      i32.const 4
      i32.shl
      i32.or
      i32.store
      br $for-continue|1
     end
     local.get $5
     local.get $0
     i32.const 4
     i32.shl
     i32.add
     local.tee $10
     local.get $9
     local.get $1
     i32.const 16
     i32.add
     local.get $0
     i32.const 2
     i32.shl
     i32.add
     local.tee $9
     i32.load
     local.get $3
     i32.shr_u
     i32.const 16843009
     i32.and
     i32.const 4
     i32.shl
     i32.or
     i32.store
     local.get $10
     local.get $7
     local.get $9
     i32.load offset=16
     local.get $3
     i32.shr_u
     i32.const 16843009
     i32.and
     i32.const 4
     i32.shl
     i32.or
     i32.store offset=64
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
 )
 (func $assembly/quantized/rows/moveQuantizedRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  local.get $4
  i32.eqz
  local.get $6
  i32.eqz
  i32.or
  if
   return
  end
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $2
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 5
  i32.eq
  local.tee $1
  local.get $0
  i32.const 2
  i32.eq
  local.tee $2
  local.get $0
  i32.const 4
  i32.eq
  i32.or
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  local.get $0
  i32.const 7
  i32.eq
  i32.or
  select
  i32.const 64
  i32.const 128
  local.get $2
  local.get $0
  i32.const 1
  i32.eq
  i32.or
  local.get $1
  i32.or
  select
  i32.add
  local.get $3
  i32.const 3
  i32.add
  i32.const 4
  i32.div_s
  local.get $4
  i32.const 32
  i32.div_s
  i32.mul
  i32.mul
  i32.add
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store8
  i32.const 6896
  local.get $5
  local.get $6
  i32.add
  i32.const 1
  i32.sub
  i32.const 4
  i32.div_s
  local.get $5
  i32.const 4
  i32.div_s
  i32.sub
  i32.const 1
  i32.add
  call $assembly/pool/parallel
 )
 (func $assembly/quantized/linear/quantizedWork (param $0 i32) (param $1 i32) (result f64)
  local.get $0
  f64.convert_i32_s
  local.get $1
  i32.const 32
  i32.div_s
  f64.convert_i32_s
  f64.mul
  f64.const 80
  f64.mul
 )
 (func $assembly/quantized/linear/quantizedLinear (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  local.get $7
  i32.eqz
  local.get $6
  i32.eqz
  i32.or
  if
   return
  end
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store
  i32.const 1600
  local.get $8
  i32.store
  local.get $9
  i32.eqz
  if
   i32.const 6928
   local.get $6
   local.get $8
   i32.const 32
   i32.div_s
   i32.mul
   i32.const 127
   i32.add
   i32.const 128
   i32.div_s
   call $assembly/pool/parallel
  end
  i32.const 1608
  local.get $7
  i32.const 31
  i32.add
  i32.const 32
  i32.div_s
  local.tee $0
  i32.store
  i32.const 6960
  local.get $0
  local.get $6
  i32.const 31
  i32.add
  i32.const 32
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/quantized/linear/productTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 i32)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  (local $25 i32)
  (local $26 i32)
  (local $27 i32)
  (local $28 i32)
  (local $29 i32)
  (local $30 i32)
  (local $31 v128)
  local.get $0
  i32.const 1608
  i32.load
  local.tee $3
  i32.div_s
  i32.const 5
  i32.shl
  local.tee $4
  i32.const 32
  i32.add
  local.tee $2
  i32.const 1584
  i32.load
  local.tee $1
  local.get $1
  local.get $2
  i32.gt_s
  select
  local.set $27
  local.get $0
  local.get $3
  i32.rem_s
  i32.const 5
  i32.shl
  local.tee $3
  i32.const 32
  i32.add
  local.tee $0
  i32.const 1592
  i32.load
  local.tee $26
  local.get $0
  local.get $26
  i32.lt_s
  select
  local.set $25
  i32.const 1600
  i32.load
  i32.const 32
  i32.div_s
  local.tee $30
  i32.const 32
  i32.const 16
  i32.const 1536
  i32.load
  local.tee $0
  i32.const 7
  i32.eq
  local.tee $24
  local.get $0
  i32.const 6
  i32.eq
  local.tee $6
  local.get $0
  i32.const 5
  i32.eq
  local.tee $5
  local.get $0
  i32.const 4
  i32.eq
  local.tee $2
  local.get $0
  i32.const 2
  i32.eq
  local.tee $1
  i32.or
  i32.or
  i32.or
  i32.or
  select
  i32.const 64
  i32.const 128
  local.get $5
  local.get $0
  i32.const 1
  i32.eq
  local.tee $0
  local.get $1
  i32.or
  i32.or
  select
  i32.add
  i32.mul
  local.set $22
  local.get $30
  i32.const 80
  i32.mul
  local.set $29
  local.get $6
  local.get $1
  local.get $2
  i32.or
  local.get $5
  i32.or
  i32.or
  local.set $28
  local.get $0
  local.get $1
  i32.or
  local.get $5
  i32.or
  local.set $23
  local.get $3
  local.set $7
  loop $for-loop|0
   local.get $7
   local.get $25
   i32.lt_s
   if
    i32.const 1552
    i32.load
    local.get $7
    i32.const 4
    i32.div_s
    local.get $22
    i32.mul
    i32.add
    local.set $2
    i32.const 1576
    i32.load
    local.get $29
    local.get $4
    local.tee $6
    i32.mul
    i32.add
    local.set $5
    loop $for-loop|1
     local.get $6
     i32.const 4
     i32.add
     local.get $27
     i32.le_s
     if
      local.get $23
      if
       local.get $2
       local.get $5
       local.get $29
       local.get $30
       local.get $28
       global.get $assembly/pool/scratch
       i32.const -64
       i32.sub
       call $assembly/quantized/dot/dotFourBitsFour
      else
       local.get $2
       local.get $5
       local.get $29
       local.get $30
       local.get $28
       local.get $24
       global.get $assembly/pool/scratch
       i32.const -64
       i32.sub
       call $assembly/quantized/dot/dotEightBitsFour
      end
      i32.const 0
      local.set $0
      loop $for-loop|2
       local.get $0
       i32.const 4
       i32.lt_s
       if
        global.get $assembly/pool/scratch
        i32.const -64
        i32.sub
        local.get $0
        i32.const 4
        i32.shl
        i32.add
        v128.load
        local.set $9
        i32.const 1568
        i32.load
        local.set $16
        i32.const 4
        i32.const 1592
        i32.load
        local.tee $8
        local.get $7
        i32.sub
        local.tee $1
        local.get $1
        i32.const 4
        i32.ge_s
        select
        local.set $11
        i32.const 1560
        i32.load
        local.get $8
        local.get $0
        local.get $6
        i32.add
        i32.mul
        local.get $7
        i32.add
        i32.const 2
        i32.shl
        i32.add
        local.set $10
        block $assembly/quantized/linear/putSums|inlined.0
         local.get $11
         i32.const 4
         i32.eq
         if
          local.get $10
          local.get $16
          if (result v128)
           local.get $9
           local.get $16
           local.get $7
           i32.const 2
           i32.shl
           i32.add
           v128.load
           f32x4.add
          else
           local.get $9
          end
          v128.store
          br $assembly/quantized/linear/putSums|inlined.0
         end
         global.get $assembly/pool/scratch
         local.get $9
         v128.store
         i32.const 0
         local.set $1
         loop $for-loop|3
          local.get $1
          local.get $11
          i32.lt_u
          if
           global.get $assembly/pool/scratch
           local.get $1
           i32.const 2
           i32.shl
           i32.add
           local.tee $8
           local.get $8
           f32.load
           local.get $16
           if (result f32)
            local.get $16
            local.get $1
            local.get $7
            i32.add
            i32.const 2
            i32.shl
            i32.add
            f32.load
           else
            f32.const 0
           end
           f32.add
           f32.store
           local.get $1
           i32.const 1
           i32.add
           local.set $1
           br $for-loop|3
          end
         end
         local.get $10
         global.get $assembly/pool/scratch
         v128.load
         local.tee $9
         v128.store32_lane 0
         local.get $11
         i32.const 1
         i32.gt_u
         if
          local.get $10
          i32.const 4
          i32.add
          local.get $9
          v128.store32_lane 1
         end
         local.get $11
         i32.const 2
         i32.gt_u
         if
          local.get $10
          i32.const 8
          i32.add
          local.get $9
          v128.store32_lane 2
         end
        end
        local.get $0
        i32.const 1
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $5
      local.get $29
      i32.const 2
      i32.shl
      i32.add
      local.set $5
      local.get $6
      i32.const 4
      i32.add
      local.set $6
      br $for-loop|1
     end
    end
    loop $for-loop|4
     local.get $6
     local.get $27
     i32.lt_s
     if
      local.get $2
      local.set $0
      local.get $5
      local.set $8
      block $assembly/quantized/linear/sumsOf|inlined.0
       local.get $23
       if
        local.get $28
        if
         i32.const 4544
         v128.load32_splat
         local.set $21
         i32.const 4544
         v128.load32_splat offset=4
         local.set $20
         v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
         local.set $31
         i32.const 0
         local.set $1
         loop $for-loop|5
          local.get $1
          local.get $30
          i32.lt_s
          if
           local.get $0
           i32.const 32
           i32.add
           local.tee $10
           v128.load
           local.tee $19
           i32.const 4
           i16x8.shr_u
           local.set $18
           local.get $10
           v128.load offset=16
           local.tee $17
           i32.const 4
           i16x8.shr_u
           local.set $15
           local.get $10
           v128.load offset=32
           local.tee $14
           i32.const 4
           i16x8.shr_u
           local.set $13
           local.get $10
           v128.load offset=48
           local.tee $12
           i32.const 4
           i16x8.shr_u
           local.set $9
           local.get $0
           v128.load offset=16
           local.get $8
           v128.load32_splat offset=4
           f32x4.mul
           local.get $8
           v128.load32_splat offset=8
           local.get $19
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=16
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $18
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=48
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $17
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=24
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $15
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=56
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $14
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=32
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $13
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=64
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $12
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=40
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $9
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=72
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $19
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=20
           i32x4.dot_i16x8_s
           local.get $18
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=52
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $17
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=28
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $15
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=60
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $14
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=36
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $13
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=68
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $12
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=44
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $9
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=76
           i32x4.dot_i16x8_s
           i32x4.add
           i32.const 8
           i32x4.shr_s
           i32x4.add
           f32x4.convert_i32x4_s
           local.get $0
           v128.load
           local.get $8
           v128.load32_splat
           f32x4.mul
           f32x4.mul
           local.get $31
           f32x4.add
           f32x4.add
           local.set $31
           local.get $10
           i32.const -64
           i32.sub
           local.set $0
           local.get $8
           i32.const 80
           i32.add
           local.set $8
           local.get $1
           i32.const 1
           i32.add
           local.set $1
           br $for-loop|5
          end
         end
        else
         local.get $0
         local.set $1
         i32.const 4544
         v128.load32_splat
         local.set $21
         i32.const 4544
         v128.load32_splat offset=4
         local.set $20
         v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
         local.set $31
         i32.const 0
         local.set $0
         loop $for-loop|6
          local.get $0
          local.get $30
          i32.lt_s
          if
           local.get $1
           i32.const 16
           i32.add
           local.tee $10
           v128.load
           local.tee $19
           i32.const 4
           i16x8.shr_u
           local.set $18
           local.get $10
           v128.load offset=16
           local.tee $17
           i32.const 4
           i16x8.shr_u
           local.set $15
           local.get $10
           v128.load offset=32
           local.tee $14
           i32.const 4
           i16x8.shr_u
           local.set $13
           local.get $10
           v128.load offset=48
           local.tee $12
           i32.const 4
           i16x8.shr_u
           local.set $9
           local.get $8
           v128.load32_splat offset=8
           local.get $19
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=16
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $18
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=48
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $17
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=24
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $15
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=56
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $14
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=32
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $13
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=64
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $12
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=40
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $9
           local.get $21
           v128.and
           local.get $8
           v128.load32_splat offset=72
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $19
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=20
           i32x4.dot_i16x8_s
           local.get $18
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=52
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $17
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=28
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $15
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=60
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $14
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=36
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $13
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=68
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $12
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=44
           i32x4.dot_i16x8_s
           i32x4.add
           local.get $9
           local.get $20
           v128.and
           local.get $8
           v128.load32_splat offset=76
           i32x4.dot_i16x8_s
           i32x4.add
           i32.const 8
           i32x4.shr_s
           i32x4.add
           f32x4.convert_i32x4_s
           local.get $1
           v128.load
           local.get $8
           v128.load32_splat
           f32x4.mul
           f32x4.mul
           local.get $31
           f32x4.add
           local.set $31
           local.get $10
           i32.const -64
           i32.sub
           local.set $1
           local.get $8
           i32.const 80
           i32.add
           local.set $8
           local.get $0
           i32.const 1
           i32.add
           local.set $0
           br $for-loop|6
          end
         end
        end
        br $assembly/quantized/linear/sumsOf|inlined.0
       end
       local.get $24
       if
        local.get $0
        local.set $1
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $31
        i32.const 0
        local.set $0
        loop $for-loop|7
         local.get $0
         local.get $30
         i32.lt_s
         if
          local.get $1
          i32.const 32
          i32.add
          local.tee $16
          v128.load8x8_s align=1
          local.get $8
          i32.const 16
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $21
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $20
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $19
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $18
          i32x4.dot_i16x8_s
          i32x4.add
          local.set $17
          local.get $16
          i32.const -64
          i32.sub
          local.tee $11
          v128.load8x8_s align=1
          local.get $8
          i32.const 48
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          local.get $11
          v128.load8x8_s offset=8 align=1
          local.get $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=24 align=1
          local.get $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=40 align=1
          local.get $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=56 align=1
          local.get $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $9
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $12
          local.get $9
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          f32x4.convert_i32x4_s
          local.get $1
          v128.load offset=16
          local.get $8
          v128.load32_splat
          local.tee $9
          f32x4.mul
          f32x4.mul
          local.get $17
          local.get $16
          v128.load8x8_s offset=8 align=1
          local.get $21
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=24 align=1
          local.get $20
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=40 align=1
          local.get $19
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=56 align=1
          local.get $18
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $17
          local.get $12
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          f32x4.convert_i32x4_s
          local.get $1
          v128.load
          local.get $9
          f32x4.mul
          f32x4.mul
          local.get $31
          f32x4.add
          f32x4.add
          local.set $31
          local.get $16
          i32.const 128
          i32.add
          local.set $1
          local.get $8
          i32.const 80
          i32.add
          local.set $8
          local.get $0
          i32.const 1
          i32.add
          local.set $0
          br $for-loop|7
         end
        end
        br $assembly/quantized/linear/sumsOf|inlined.0
       end
       local.get $28
       if
        local.get $0
        local.set $1
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $31
        i32.const 0
        local.set $0
        loop $for-loop|8
         local.get $0
         local.get $30
         i32.lt_s
         if
          local.get $1
          v128.load offset=16
          local.get $8
          v128.load32_splat offset=4
          f32x4.mul
          local.get $1
          i32.const 32
          i32.add
          local.tee $16
          v128.load8x8_s align=1
          local.get $8
          i32.const 16
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $15
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          local.get $16
          v128.load8x8_s offset=8 align=1
          local.get $15
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=24 align=1
          local.get $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=40 align=1
          local.get $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=56 align=1
          local.get $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $9
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $12
          local.get $9
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          local.get $16
          i32.const -64
          i32.sub
          local.tee $11
          v128.load8x8_s align=1
          local.get $8
          i32.const 48
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          local.get $11
          v128.load8x8_s offset=8 align=1
          local.get $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=24 align=1
          local.get $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=40 align=1
          local.get $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=56 align=1
          local.get $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $9
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $12
          local.get $9
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          i32x4.add
          f32x4.convert_i32x4_s
          local.get $1
          v128.load
          local.get $8
          v128.load32_splat
          f32x4.mul
          f32x4.mul
          local.get $31
          f32x4.add
          f32x4.add
          local.set $31
          local.get $16
          i32.const 128
          i32.add
          local.set $1
          local.get $8
          i32.const 80
          i32.add
          local.set $8
          local.get $0
          i32.const 1
          i32.add
          local.set $0
          br $for-loop|8
         end
        end
       else
        local.get $0
        local.set $1
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        local.set $31
        i32.const 0
        local.set $0
        loop $for-loop|9
         local.get $0
         local.get $30
         i32.lt_s
         if
          local.get $1
          i32.const 16
          i32.add
          local.tee $16
          v128.load8x8_s align=1
          local.get $8
          i32.const 16
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $15
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          local.get $16
          v128.load8x8_s offset=8 align=1
          local.get $15
          i32x4.dot_i16x8_s
          local.get $16
          v128.load8x8_s offset=24 align=1
          local.get $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=40 align=1
          local.get $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $16
          v128.load8x8_s offset=56 align=1
          local.get $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $9
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $12
          local.get $9
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          local.get $16
          i32.const -64
          i32.sub
          local.tee $11
          v128.load8x8_s align=1
          local.get $8
          i32.const 48
          i32.add
          local.tee $10
          v128.load64_splat
          local.tee $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=16 align=1
          local.get $10
          v128.load64_splat offset=8
          local.tee $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=32 align=1
          local.get $10
          v128.load64_splat offset=16
          local.tee $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=48 align=1
          local.get $10
          v128.load64_splat offset=24
          local.tee $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $12
          local.get $11
          v128.load8x8_s offset=8 align=1
          local.get $15
          i32x4.dot_i16x8_s
          local.get $11
          v128.load8x8_s offset=24 align=1
          local.get $14
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=40 align=1
          local.get $13
          i32x4.dot_i16x8_s
          i32x4.add
          local.get $11
          v128.load8x8_s offset=56 align=1
          local.get $9
          i32x4.dot_i16x8_s
          i32x4.add
          local.tee $9
          i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
          local.get $12
          local.get $9
          i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
          i32x4.add
          i32x4.add
          f32x4.convert_i32x4_s
          local.get $1
          v128.load
          local.get $8
          v128.load32_splat
          f32x4.mul
          f32x4.mul
          local.get $31
          f32x4.add
          local.set $31
          local.get $16
          i32.const 128
          i32.add
          local.set $1
          local.get $8
          i32.const 80
          i32.add
          local.set $8
          local.get $0
          i32.const 1
          i32.add
          local.set $0
          br $for-loop|9
         end
        end
       end
      end
      i32.const 1568
      i32.load
      local.set $11
      i32.const 4
      i32.const 1592
      i32.load
      local.tee $1
      local.get $7
      i32.sub
      local.tee $0
      local.get $0
      i32.const 4
      i32.ge_s
      select
      local.set $10
      i32.const 1560
      i32.load
      local.get $1
      local.get $6
      i32.mul
      local.get $7
      i32.add
      i32.const 2
      i32.shl
      i32.add
      local.set $8
      block $assembly/quantized/linear/putSums|inlined.1
       local.get $10
       i32.const 4
       i32.eq
       if
        local.get $8
        local.get $11
        if (result v128)
         local.get $31
         local.get $11
         local.get $7
         i32.const 2
         i32.shl
         i32.add
         v128.load
         f32x4.add
        else
         local.get $31
        end
        v128.store
        br $assembly/quantized/linear/putSums|inlined.1
       end
       global.get $assembly/pool/scratch
       local.get $31
       v128.store
       i32.const 0
       local.set $1
       loop $for-loop|10
        local.get $1
        local.get $10
        i32.lt_u
        if
         global.get $assembly/pool/scratch
         local.get $1
         i32.const 2
         i32.shl
         i32.add
         local.tee $0
         local.get $0
         f32.load
         local.get $11
         if (result f32)
          local.get $11
          local.get $1
          local.get $7
          i32.add
          i32.const 2
          i32.shl
          i32.add
          f32.load
         else
          f32.const 0
         end
         f32.add
         f32.store
         local.get $1
         i32.const 1
         i32.add
         local.set $1
         br $for-loop|10
        end
       end
       local.get $8
       global.get $assembly/pool/scratch
       v128.load
       local.tee $9
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $8
        i32.const 4
        i32.add
        local.get $9
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $8
        i32.const 8
        i32.add
        local.get $9
        v128.store32_lane 2
       end
      end
      local.get $5
      local.get $29
      i32.add
      local.set $5
      local.get $6
      i32.const 1
      i32.add
      local.set $6
      br $for-loop|4
     end
    end
    local.get $7
    i32.const 4
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
  i32.const 1560
  i32.load
  local.get $4
  local.get $26
  i32.mul
  local.get $3
  i32.add
  i32.const 2
  i32.shl
  i32.add
  local.get $26
  local.get $27
  local.get $4
  i32.sub
  local.get $25
  local.get $3
  i32.sub
  call $assembly/matmul/epilogue/finish
 )
 (func $assembly/quantized/gather/quantizedRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 6992
  local.get $4
  i32.const 7
  i32.add
  i32.const 8
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/quantized/gather/gatherTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 f32)
  (local $10 f32)
  (local $11 i32)
  (local $12 i32)
  (local $13 f32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  i32.const 1552
  i32.load
  local.set $6
  i32.const 1576
  i32.load
  i32.const 32
  i32.div_s
  local.tee $7
  i32.const 32
  i32.const 16
  i32.const 1536
  i32.load
  local.tee $2
  i32.const 7
  i32.eq
  local.get $2
  i32.const 5
  i32.eq
  local.tee $1
  local.get $2
  i32.const 2
  i32.eq
  local.tee $3
  local.get $2
  i32.const 4
  i32.eq
  i32.or
  i32.or
  local.get $2
  i32.const 6
  i32.eq
  i32.or
  i32.or
  select
  i32.const 64
  i32.const 128
  local.get $1
  local.get $2
  i32.const 1
  i32.eq
  local.get $3
  i32.or
  i32.or
  select
  i32.add
  i32.mul
  local.set $11
  local.get $0
  i32.const 1
  i32.add
  i32.const 3
  i32.shl
  local.tee $1
  i32.const 1568
  i32.load
  local.tee $3
  local.get $1
  local.get $3
  i32.lt_s
  select
  local.set $12
  local.get $0
  i32.const 3
  i32.shl
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $12
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.get $6
    if (result i32)
     local.get $6
     local.get $0
     i32.const 2
     i32.shl
     i32.add
     i32.load
    else
     local.get $0
    end
    local.tee $1
    i32.const 4
    i32.div_s
    local.get $11
    i32.mul
    i32.add
    local.get $1
    i32.const 4
    i32.rem_s
    i32.const 2
    i32.shl
    i32.add
    local.set $3
    i32.const 1560
    i32.load
    local.get $0
    local.get $7
    i32.const 7
    i32.shl
    i32.mul
    i32.add
    local.set $4
    i32.const 0
    local.set $5
    i32.const 32
    i32.const 16
    local.get $2
    i32.const 5
    i32.eq
    local.tee $1
    local.get $2
    i32.const 2
    i32.eq
    local.tee $16
    local.get $2
    i32.const 4
    i32.eq
    i32.or
    i32.or
    local.get $2
    i32.const 6
    i32.eq
    i32.or
    local.tee $14
    local.get $2
    i32.const 7
    i32.eq
    local.tee $15
    i32.or
    select
    local.tee $8
    i32.const 64
    i32.const 128
    local.get $16
    local.get $2
    i32.const 1
    i32.eq
    i32.or
    local.get $1
    i32.or
    select
    i32.add
    local.set $17
    loop $for-loop|00
     local.get $5
     local.get $7
     i32.lt_s
     if
      local.get $3
      f32.load
      local.set $9
      local.get $14
      local.get $15
      i32.or
      if (result f32)
       local.get $3
       f32.load offset=16
      else
       f32.const 0
      end
      local.set $10
      i32.const 0
      local.set $1
      loop $for-loop|1
       local.get $1
       i32.const 32
       i32.lt_s
       if
        local.get $3
        local.get $8
        i32.add
        local.set $16
        local.get $4
        local.get $1
        i32.const 2
        i32.shl
        i32.add
        local.get $9
        block $assembly/quantized/gather/numberAt|inlined.0 (result i32)
         local.get $2
         i32.const 2
         i32.eq
         local.get $2
         i32.const 1
         i32.eq
         i32.or
         local.get $2
         i32.const 5
         i32.eq
         i32.or
         i32.eqz
         if
          local.get $16
          local.get $1
          i32.const 2
          i32.shr_s
          i32.const 4
          i32.shl
          i32.add
          local.get $1
          i32.const 3
          i32.and
          i32.add
          i32.load8_s
          br $assembly/quantized/gather/numberAt|inlined.0
         end
         local.get $16
         local.get $1
         i32.const 15
         i32.and
         i32.const 2
         i32.shr_u
         i32.const 4
         i32.shl
         i32.add
         local.get $1
         i32.const 3
         i32.and
         i32.add
         i32.load8_u
         local.get $1
         i32.const 4
         i32.shr_s
         i32.const 2
         i32.shl
         i32.shr_s
         i32.const 15
         i32.and
         i32.const 8
         i32.const 0
         local.get $2
         i32.const 1
         i32.eq
         select
         i32.sub
        end
        f32.convert_i32_s
        local.tee $13
        f32.mul
        local.get $10
        f32.add
        local.get $10
        local.get $9
        local.get $1
        i32.const 16
        i32.ge_s
        local.get $15
        i32.and
        select
        local.get $13
        f32.mul
        local.get $14
        select
        f32.store
        local.get $1
        i32.const 1
        i32.add
        local.set $1
        br $for-loop|1
       end
      end
      local.get $3
      local.get $17
      i32.add
      local.set $3
      local.get $4
      i32.const 128
      i32.add
      local.set $4
      local.get $5
      i32.const 1
      i32.add
      local.set $5
      br $for-loop|00
     end
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/quantized/formats/quantizedBytes (param $0 i32) (param $1 i32) (param $2 i32) (result f64)
  (local $3 i32)
  (local $4 i32)
  local.get $1
  i32.const 3
  i32.add
  i32.const 4
  i32.div_s
  f64.convert_i32_s
  local.get $2
  i32.const 32
  i32.div_s
  f64.convert_i32_s
  f64.mul
  i32.const 32
  i32.const 16
  local.get $0
  i32.const 5
  i32.eq
  local.tee $3
  local.get $0
  i32.const 2
  i32.eq
  local.tee $4
  local.get $0
  i32.const 4
  i32.eq
  i32.or
  i32.or
  local.get $0
  i32.const 6
  i32.eq
  i32.or
  local.get $0
  i32.const 7
  i32.eq
  i32.or
  select
  i32.const 64
  i32.const 128
  local.get $4
  local.get $0
  i32.const 1
  i32.eq
  i32.or
  local.get $3
  i32.or
  select
  i32.add
  f64.convert_i32_s
  f64.mul
  local.get $1
  f64.convert_i32_s
  local.get $2
  i32.const 256
  i32.div_s
  f64.convert_i32_s
  f64.mul
  local.get $0
  i32.const 5
  i32.lt_s
  if (result i32)
   i32.const 0
  else
   i32.const 18
   i32.const 16
   local.get $0
   i32.const 7
   i32.eq
   select
  end
  f64.convert_i32_s
  f64.mul
  f64.add
 )
 (func $assembly/quantized/dot/dotFourBitsFour (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  (local $6 v128)
  (local $7 i32)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 v128)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 i32)
  (local $28 i32)
  (local $29 v128)
  i32.const 4544
  v128.load32_splat
  local.set $16
  loop $for-loop|0
   local.get $3
   local.get $27
   i32.gt_s
   if
    local.get $0
    v128.load
    local.set $8
    local.get $4
    if (result v128)
     local.get $0
     v128.load offset=16
    else
     local.get $8
    end
    local.set $9
    local.get $0
    i32.const 32
    i32.const 16
    local.get $4
    select
    i32.add
    local.set $0
    local.get $1
    local.get $2
    i32.add
    local.tee $17
    local.get $2
    i32.add
    local.tee $18
    local.get $2
    i32.add
    local.set $19
    local.get $1
    v128.load32_splat offset=8
    local.set $20
    local.get $17
    v128.load32_splat offset=8
    local.set $21
    local.get $18
    v128.load32_splat offset=8
    local.set $22
    local.get $19
    v128.load32_splat offset=8
    local.set $23
    local.get $1
    local.tee $7
    i32.const 32
    i32.add
    local.set $28
    loop $for-loop|1
     local.get $7
     local.get $28
     i32.lt_u
     if
      local.get $2
      local.get $7
      i32.add
      local.tee $13
      local.get $2
      i32.add
      local.tee $14
      local.get $2
      i32.add
      local.set $15
      local.get $0
      v128.load
      local.set $29
      local.get $0
      i32.const 16
      i32.add
      local.set $0
      local.get $20
      local.get $29
      local.get $16
      v128.and
      local.tee $24
      local.get $7
      v128.load32_splat offset=16
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      i32.const 8
      i16x8.shr_u
      local.get $16
      v128.and
      local.tee $25
      local.get $7
      v128.load32_splat offset=20
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      i32.const 4
      i16x8.shr_u
      local.get $16
      v128.and
      local.tee $26
      local.get $7
      v128.load32_splat offset=48
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      i32.const 12
      i16x8.shr_u
      local.tee $29
      local.get $7
      v128.load32_splat offset=52
      i32x4.dot_i16x8_s
      i32x4.add
      local.set $20
      local.get $21
      local.get $24
      local.get $13
      v128.load32_splat offset=16
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $25
      local.get $13
      v128.load32_splat offset=20
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $26
      local.get $13
      v128.load32_splat offset=48
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      local.get $13
      v128.load32_splat offset=52
      i32x4.dot_i16x8_s
      i32x4.add
      local.set $21
      local.get $22
      local.get $24
      local.get $14
      v128.load32_splat offset=16
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $25
      local.get $14
      v128.load32_splat offset=20
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $26
      local.get $14
      v128.load32_splat offset=48
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      local.get $14
      v128.load32_splat offset=52
      i32x4.dot_i16x8_s
      i32x4.add
      local.set $22
      local.get $23
      local.get $24
      local.get $15
      v128.load32_splat offset=16
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $25
      local.get $15
      v128.load32_splat offset=20
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $26
      local.get $15
      v128.load32_splat offset=48
      i32x4.dot_i16x8_s
      i32x4.add
      local.get $29
      local.get $15
      v128.load32_splat offset=52
      i32x4.dot_i16x8_s
      i32x4.add
      local.set $23
      local.get $7
      i32.const 8
      i32.add
      local.set $7
      br $for-loop|1
     end
    end
    local.get $20
    f32x4.convert_i32x4_s
    local.get $8
    local.get $1
    v128.load32_splat
    f32x4.mul
    f32x4.mul
    local.get $10
    f32x4.add
    local.set $10
    local.get $4
    if
     local.get $9
     local.get $1
     v128.load32_splat offset=4
     f32x4.mul
     local.get $10
     f32x4.add
     local.set $10
    end
    local.get $21
    f32x4.convert_i32x4_s
    local.get $8
    local.get $17
    v128.load32_splat
    f32x4.mul
    f32x4.mul
    local.get $11
    f32x4.add
    local.set $11
    local.get $4
    if
     local.get $9
     local.get $17
     v128.load32_splat offset=4
     f32x4.mul
     local.get $11
     f32x4.add
     local.set $11
    end
    local.get $22
    f32x4.convert_i32x4_s
    local.get $8
    local.get $18
    v128.load32_splat
    f32x4.mul
    f32x4.mul
    local.get $12
    f32x4.add
    local.set $12
    local.get $4
    if
     local.get $9
     local.get $18
     v128.load32_splat offset=4
     f32x4.mul
     local.get $12
     f32x4.add
     local.set $12
    end
    local.get $23
    f32x4.convert_i32x4_s
    local.get $8
    local.get $19
    v128.load32_splat
    f32x4.mul
    f32x4.mul
    local.get $6
    f32x4.add
    local.set $6
    local.get $4
    if
     local.get $9
     local.get $19
     v128.load32_splat offset=4
     f32x4.mul
     local.get $6
     f32x4.add
     local.set $6
    end
    local.get $1
    i32.const 80
    i32.add
    local.set $1
    local.get $27
    i32.const 1
    i32.add
    local.set $27
    br $for-loop|0
   end
  end
  local.get $5
  local.get $10
  v128.store
  local.get $5
  local.get $11
  v128.store offset=16
  local.get $5
  local.get $12
  v128.store offset=32
  local.get $5
  local.get $6
  v128.store offset=48
 )
 (func $assembly/quantized/dot/dotEightBitsFour (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 i32)
  (local $15 i32)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 i32)
  (local $25 v128)
  (local $26 v128)
  (local $27 i32)
  (local $28 i32)
  i32.const 64
  i32.const 128
  local.get $5
  select
  local.set $27
  loop $for-loop|0
   local.get $3
   local.get $28
   i32.gt_s
   if
    local.get $0
    v128.load
    local.set $7
    i32.const 1
    local.get $5
    local.get $4
    select
    if (result v128)
     local.get $0
     v128.load offset=16
    else
     local.get $7
    end
    local.set $8
    local.get $0
    i32.const 32
    i32.const 16
    i32.const 1
    local.get $5
    local.get $4
    select
    select
    i32.add
    local.set $0
    local.get $1
    local.set $14
    i32.const 0
    local.set $24
    loop $for-loop|1
     local.get $24
     i32.const 128
     i32.lt_u
     if
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $16
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $17
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $18
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $19
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $20
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $21
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $22
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $23
      local.get $0
      local.get $27
      i32.add
      local.set $15
      loop $for-loop|2
       local.get $0
       local.get $15
       i32.lt_u
       if
        local.get $16
        local.get $0
        v128.load8x8_s align=1
        local.tee $25
        local.get $14
        v128.load64_splat offset=16
        local.tee $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $16
        local.get $20
        local.get $0
        v128.load8x8_s offset=8 align=1
        local.tee $26
        local.get $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $20
        local.get $17
        local.get $25
        local.get $2
        local.get $14
        i32.add
        v128.load64_splat offset=16
        local.tee $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $17
        local.get $21
        local.get $26
        local.get $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $21
        local.get $18
        local.get $25
        local.get $14
        local.get $2
        i32.const 1
        i32.shl
        i32.add
        v128.load64_splat offset=16
        local.tee $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $18
        local.get $22
        local.get $26
        local.get $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $22
        local.get $19
        local.get $25
        local.get $14
        local.get $2
        i32.const 3
        i32.mul
        i32.add
        v128.load64_splat offset=16
        local.tee $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $19
        local.get $23
        local.get $26
        local.get $10
        i32x4.dot_i16x8_s
        i32x4.add
        local.set $23
        local.get $14
        i32.const 8
        i32.add
        local.set $14
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $16
      local.get $20
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.get $16
      local.get $20
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      i32x4.add
      f32x4.convert_i32x4_s
      local.get $7
      local.get $1
      v128.load32_splat
      f32x4.mul
      f32x4.mul
      local.get $11
      f32x4.add
      local.set $10
      local.get $4
      if (result v128)
       local.get $8
       local.get $1
       v128.load32_splat offset=4
       f32x4.mul
       local.get $10
       f32x4.add
      else
       local.get $10
      end
      local.set $11
      local.get $17
      local.get $21
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.get $17
      local.get $21
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      i32x4.add
      f32x4.convert_i32x4_s
      local.get $7
      local.get $1
      local.get $2
      i32.add
      local.tee $15
      v128.load32_splat
      f32x4.mul
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $10
      local.get $4
      if (result v128)
       local.get $8
       local.get $15
       v128.load32_splat offset=4
       f32x4.mul
       local.get $10
       f32x4.add
      else
       local.get $10
      end
      local.set $12
      local.get $18
      local.get $22
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.get $18
      local.get $22
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      i32x4.add
      f32x4.convert_i32x4_s
      local.get $7
      local.get $1
      local.get $2
      i32.const 1
      i32.shl
      i32.add
      local.tee $15
      v128.load32_splat
      f32x4.mul
      f32x4.mul
      local.get $13
      f32x4.add
      local.set $10
      local.get $4
      if (result v128)
       local.get $8
       local.get $15
       v128.load32_splat offset=4
       f32x4.mul
       local.get $10
       f32x4.add
      else
       local.get $10
      end
      local.set $13
      local.get $19
      local.get $23
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.get $19
      local.get $23
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      i32x4.add
      f32x4.convert_i32x4_s
      local.get $7
      local.get $1
      local.get $2
      i32.const 3
      i32.mul
      i32.add
      local.tee $15
      v128.load32_splat
      f32x4.mul
      f32x4.mul
      local.get $9
      f32x4.add
      local.set $7
      local.get $4
      if (result v128)
       local.get $8
       local.get $15
       v128.load32_splat offset=4
       f32x4.mul
       local.get $7
       f32x4.add
      else
       local.get $7
      end
      local.set $9
      local.get $8
      local.set $7
      local.get $24
      local.get $27
      i32.add
      local.set $24
      br $for-loop|1
     end
    end
    local.get $1
    i32.const 80
    i32.add
    local.set $1
    local.get $28
    i32.const 1
    i32.add
    local.set $28
    br $for-loop|0
   end
  end
  local.get $6
  local.get $11
  v128.store
  local.get $6
  local.get $12
  v128.store offset=16
  local.get $6
  local.get $13
  v128.store offset=32
  local.get $6
  local.get $9
  v128.store offset=48
 )
 (func $assembly/quantized/activations/quantizeTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 f32)
  (local $5 v128)
  (local $6 v128)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  i32.const 1536
  i32.load
  local.set $3
  local.get $0
  i32.const 7
  i32.shl
  local.tee $0
  i32.const 128
  i32.add
  local.tee $2
  i32.const 1584
  i32.load
  i32.const 1600
  i32.load
  i32.const 32
  i32.div_s
  i32.mul
  local.tee $7
  local.get $2
  local.get $7
  i32.lt_s
  select
  local.set $8
  loop $for-loop|0
   local.get $0
   local.get $8
   i32.lt_s
   if
    i32.const 1576
    i32.load
    local.get $0
    i32.const 80
    i32.mul
    i32.add
    local.set $10
    i32.const 1544
    i32.load
    local.get $0
    i32.const 7
    i32.shl
    i32.add
    local.tee $11
    v128.load
    f32x4.abs
    local.set $1
    i32.const 16
    local.set $2
    loop $for-loop|00
     local.get $2
     i32.const 128
     i32.lt_u
     if
      local.get $1
      local.get $2
      local.get $11
      i32.add
      v128.load
      f32x4.abs
      f32x4.max
      local.set $1
      local.get $2
      i32.const 16
      i32.add
      local.set $2
      br $for-loop|00
     end
    end
    f32.const 1
    local.get $1
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    f32x4.max
    local.tee $1
    local.get $1
    local.get $1
    i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11
    f32x4.max
    f32x4.extract_lane 0
    f32.const 32767
    f32.div
    local.tee $4
    f32.div
    f32.const 0
    local.get $4
    f32.const 0
    f32.gt
    select
    f32x4.splat
    local.set $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $1
    local.get $10
    i32.const 16
    i32.add
    local.set $7
    i32.const 0
    local.set $2
    loop $for-loop|1
     local.get $2
     i32.const 4
     i32.lt_u
     if
      local.get $1
      local.get $11
      local.get $2
      i32.const 5
      i32.shl
      i32.add
      local.tee $9
      v128.load
      local.get $6
      f32x4.mul
      f32x4.nearest
      i32x4.trunc_sat_f32x4_s
      local.get $9
      v128.load offset=16
      local.get $6
      f32x4.mul
      f32x4.nearest
      i32x4.trunc_sat_f32x4_s
      i16x8.narrow_i32x4_s
      local.tee $5
      i32x4.extadd_pairwise_i16x8_s
      i32x4.add
      local.set $1
      local.get $3
      i32.const 2
      i32.eq
      local.get $3
      i32.const 1
      i32.eq
      i32.or
      local.get $3
      i32.const 5
      i32.eq
      i32.or
      if
       local.get $7
       local.get $2
       i32.const 4
       i32.shl
       i32.add
       local.get $5
       local.get $5
       i8x16.shuffle 0 1 4 5 2 3 6 7 8 9 12 13 10 11 14 15
       v128.store
      else
       local.get $7
       local.get $2
       i32.const 4
       i32.shl
       i32.add
       local.get $5
       v128.store
      end
      local.get $2
      i32.const 1
      i32.add
      local.set $2
      br $for-loop|1
     end
    end
    local.get $10
    local.get $4
    f32.store
    local.get $10
    local.get $4
    local.get $1
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
    i32x4.add
    local.tee $1
    i32x4.extract_lane 0
    local.get $1
    i32x4.extract_lane 1
    i32.add
    local.tee $2
    f32.convert_i32_s
    f32.mul
    f32.store offset=4
    local.get $10
    local.get $2
    i32.const -8
    i32.mul
    i32.const 0
    local.get $3
    i32.const 1
    i32.eq
    select
    i32.store offset=8
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/pool/work
  (local $0 i32)
  (local $1 i64)
  (local $2 i32)
  (local $3 i32)
  loop $while-continue|0
   i32.const 1160
   i32.atomic.load
   i32.eqz
   if
    i32.const 1028
    i32.atomic.load
    local.set $2
    loop $while-continue|01
     i32.const 1024
     i64.atomic.load
     local.tee $1
     i32.wrap_i64
     local.tee $0
     if
      i32.const 1024
      local.get $1
      local.get $1
      i64.const 1
      i64.sub
      i64.atomic.rmw.cmpxchg
      local.get $1
      i64.ne
      br_if $while-continue|01
      i32.const 1220
      i32.load
      local.tee $3
      local.get $0
      i32.sub
      i32.const 1216
      i32.load
      call_indirect (type $0)
      i32.const 1088
      i32.const 1
      i32.atomic.rmw.add
      i32.const 1
      i32.add
      local.get $3
      i32.eq
      if (result i32)
       i32.const 1156
       i32.atomic.load
      else
       i32.const 0
      end
      if
       i32.const 1088
       i32.const 1
       memory.atomic.notify
       drop
      end
      br $while-continue|01
     end
    end
    global.get $assembly/pool/spins
    local.set $0
    loop $while-continue|1
     i32.const 1028
     i32.atomic.load
     local.get $2
     i32.eq
     if (result i32)
      local.get $0
      i32.const 1
      i32.sub
      local.tee $0
      i32.const 0
      i32.gt_s
     else
      i32.const 0
     end
     br_if $while-continue|1
    end
    local.get $0
    i32.const 0
    i32.gt_s
    br_if $while-continue|0
    i32.const 1152
    i32.const 1
    i32.atomic.rmw.add
    drop
    i32.const 1160
    i32.atomic.load
    i32.eqz
    if
     i32.const 1028
     local.get $2
     i64.const -1
     memory.atomic.wait32
     drop
    end
    i32.const 1152
    i32.const 1
    i32.atomic.rmw.sub
    drop
    br $while-continue|0
   end
  end
 )
 (func $assembly/pool/stop
  i32.const 1160
  i32.const 1
  i32.atomic.store
  i32.const 1028
  i32.const 1
  i32.atomic.rmw.add
  drop
  i32.const 1028
  i32.const -1
  memory.atomic.notify
  drop
 )
 (func $assembly/pool/spin (param $0 i32) (result i32)
  loop $while-continue|0
   i32.const 1160
   i32.atomic.load
   if (result i32)
    i32.const 0
   else
    local.get $0
    i32.const 1
    i32.sub
    local.tee $0
    i32.const 0
    i32.gt_s
   end
   br_if $while-continue|0
  end
  local.get $0
 )
 (func $assembly/pool/setThreads (param $0 i32)
  local.get $0
  global.set $assembly/pool/threads
 )
 (func $assembly/pool/initialize (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  local.get $0
  global.set $assembly/pool/scratch
  local.get $1
  global.set $assembly/pool/threads
  local.get $2
  i32.const 0
  i32.ne
  global.set $assembly/pool/mayWait
  local.get $3
  global.set $assembly/pool/spins
 )
 (func $assembly/pool/forkJoin~anonymous|0 (param $0 i32)
 )
 (func $assembly/pool/forkJoin (param $0 i32)
  i32.const 6864
  local.get $0
  call $assembly/pool/parallel
 )
 (func $assembly/permute/permute (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store
  i32.const 1600
  local.get $8
  i32.store
  i32.const 1608
  local.get $9
  i32.store
  i32.const 1616
  local.get $10
  i32.store
  i32.const 6832
  local.get $2
  local.get $3
  i32.mul
  i32.const 16
  i32.const 16384
  i32.const 1
  local.get $5
  local.get $5
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $0
  local.get $0
  i32.const 16
  i32.lt_s
  select
  local.tee $0
  local.get $4
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/permute/copyTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1600
  i32.load
  local.set $5
  local.get $0
  i32.const 1568
  i32.load
  local.tee $1
  i32.const 16
  i32.const 16384
  i32.const 1
  i32.const 1576
  i32.load
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $2
  local.get $2
  i32.const 16
  i32.lt_s
  select
  local.tee $2
  i32.add
  i32.const 1
  i32.sub
  local.get $2
  i32.div_s
  local.tee $3
  i32.div_s
  local.set $8
  local.get $2
  local.get $0
  local.get $3
  i32.rem_s
  local.get $2
  i32.mul
  local.tee $2
  i32.add
  local.tee $0
  local.get $1
  local.get $0
  local.get $1
  i32.lt_s
  select
  local.set $6
  i32.const 1536
  i32.load
  i32.const 1584
  i32.load
  local.get $8
  i32.const 1560
  i32.load
  local.tee $0
  i32.div_s
  i32.mul
  i32.add
  i32.const 1592
  i32.load
  local.get $8
  local.get $0
  i32.rem_s
  i32.mul
  i32.add
  local.set $7
  i32.const 1544
  i32.load
  i32.const 1616
  i32.load
  local.tee $10
  local.get $1
  local.get $8
  i32.mul
  local.get $9
  i32.mul
  i32.mul
  i32.add
  local.set $8
  i32.const 1608
  i32.load
  local.tee $11
  local.get $10
  i32.eq
  if
   local.get $9
   local.get $10
   i32.mul
   local.set $4
   loop $for-loop|0
    local.get $2
    local.get $6
    i32.lt_u
    if
     local.get $8
     local.get $2
     local.get $4
     i32.mul
     i32.add
     local.set $3
     local.get $7
     local.get $2
     local.get $5
     i32.mul
     i32.add
     local.set $0
     block $assembly/runs/copyRun|inlined.3
      local.get $4
      i32.const 128
      i32.gt_u
      if
       local.get $3
       local.get $0
       local.get $4
       memory.copy
       br $assembly/runs/copyRun|inlined.3
      end
      local.get $3
      local.get $4
      i32.add
      local.set $9
      local.get $3
      local.get $4
      i32.const -16
      i32.and
      i32.add
      local.set $1
      loop $for-loop|1
       local.get $1
       local.get $3
       i32.gt_u
       if
        local.get $3
        local.get $0
        v128.load
        v128.store
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        br $for-loop|1
       end
      end
      local.get $9
      local.get $4
      i32.const 3
      i32.and
      i32.sub
      local.set $1
      loop $for-loop|2
       local.get $1
       local.get $3
       i32.gt_u
       if
        local.get $3
        local.get $0
        i32.load
        i32.store
        local.get $0
        i32.const 4
        i32.add
        local.set $0
        local.get $3
        i32.const 4
        i32.add
        local.set $3
        br $for-loop|2
       end
      end
      loop $for-loop|3
       local.get $3
       local.get $9
       i32.lt_u
       if
        local.get $0
        local.tee $1
        i32.const 1
        i32.add
        local.set $0
        local.get $3
        local.get $1
        i32.load8_u
        i32.store8
        local.get $3
        i32.const 1
        i32.add
        local.set $3
        br $for-loop|3
       end
      end
     end
     local.get $2
     i32.const 1
     i32.add
     local.set $2
     br $for-loop|0
    end
   end
   return
  end
  loop $for-loop|4
   local.get $4
   local.get $9
   i32.lt_s
   if
    i32.const 16
    local.get $9
    local.get $4
    i32.sub
    local.tee $0
    local.get $0
    i32.const 16
    i32.gt_s
    select
    local.set $12
    local.get $2
    local.set $1
    loop $for-loop|5
     local.get $1
     local.get $6
     i32.lt_s
     if
      local.get $8
      local.get $1
      local.get $9
      i32.mul
      local.get $4
      i32.add
      local.get $10
      i32.mul
      i32.add
      local.set $3
      local.get $7
      local.get $1
      local.get $5
      i32.mul
      i32.add
      local.get $4
      local.get $11
      i32.mul
      i32.add
      local.set $0
      local.get $10
      i32.const 4
      i32.eq
      if
       local.get $3
       local.get $12
       i32.const 2
       i32.shl
       i32.add
       local.set $13
       loop $for-loop|6
        local.get $3
        local.get $13
        i32.lt_u
        if
         local.get $3
         local.get $0
         i32.load
         i32.store
         local.get $0
         local.get $11
         i32.add
         local.set $0
         local.get $3
         i32.const 4
         i32.add
         local.set $3
         br $for-loop|6
        end
       end
      else
       local.get $10
       i32.const 1
       i32.eq
       if
        local.get $3
        local.get $12
        i32.add
        local.set $13
        loop $for-loop|7
         local.get $3
         local.get $13
         i32.lt_u
         if
          local.get $3
          local.get $0
          i32.load8_u
          i32.store8
          local.get $0
          local.get $11
          i32.add
          local.set $0
          local.get $3
          i32.const 1
          i32.add
          local.set $3
          br $for-loop|7
         end
        end
       else
        local.get $10
        i32.const 2
        i32.eq
        if
         local.get $3
         local.get $12
         i32.const 1
         i32.shl
         i32.add
         local.set $13
         loop $for-loop|8
          local.get $3
          local.get $13
          i32.lt_u
          if
           local.get $3
           local.get $0
           i32.load16_u
           i32.store16
           local.get $0
           local.get $11
           i32.add
           local.set $0
           local.get $3
           i32.const 2
           i32.add
           local.set $3
           br $for-loop|8
          end
         end
        else
         local.get $3
         local.get $12
         i32.const 3
         i32.shl
         i32.add
         local.set $13
         loop $for-loop|9
          local.get $3
          local.get $13
          i32.lt_u
          if
           local.get $3
           local.get $0
           i64.load
           i64.store
           local.get $0
           local.get $11
           i32.add
           local.set $0
           local.get $3
           i32.const 8
           i32.add
           local.set $3
           br $for-loop|9
          end
         end
        end
       end
      end
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|5
     end
    end
    local.get $4
    i32.const 16
    i32.add
    local.set $4
    br $for-loop|4
   end
  end
 )
 (func $assembly/matmul/small/columnTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 6
  i32.shl
  local.tee $1
  i32.const -64
  i32.sub
  local.tee $0
  i32.const 1568
  i32.load
  local.tee $3
  local.get $0
  local.get $3
  i32.lt_s
  select
  local.set $2
  i32.const 1536
  i32.load
  i32.const 1544
  i32.load
  i32.const 1552
  i32.load
  local.tee $4
  i32.const 1560
  i32.load
  local.tee $0
  local.get $3
  i32.const 1576
  i32.load
  i32.const 1584
  i32.load8_u
  i32.const 1592
  i32.load8_u
  i32.const 1600
  i32.load
  i32.const 1608
  i32.load8_u
  local.get $1
  local.get $2
  call $assembly/matmul/small/multiplyFewRows
  local.get $4
  local.get $1
  i32.const 2
  i32.shl
  i32.add
  local.get $3
  local.get $0
  local.get $2
  local.get $1
  i32.sub
  call $assembly/matmul/epilogue/finish
 )
 (func $assembly/matmul/small/axpyTwoRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 i32)
  (local $14 i32)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 i32)
  (local $23 v128)
  (local $24 i32)
  (local $25 v128)
  (local $26 v128)
  local.get $5
  i32.const 2
  i32.shl
  local.set $24
  loop $for-loop|0
   local.get $7
   i32.const 16
   i32.add
   local.get $8
   i32.le_s
   if
    local.get $24
    local.get $7
    i32.const 2
    i32.shl
    local.tee $5
    local.get $4
    i32.add
    local.tee $13
    i32.add
    local.set $14
    local.get $13
    local.get $5
    local.get $9
    i32.add
    i32.const 0
    local.get $9
    select
    local.tee $5
    local.get $10
    select
    local.set $11
    local.get $14
    local.get $5
    local.get $10
    select
    local.set $5
    local.get $11
    if (result v128)
     local.get $11
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $12
    local.get $11
    if (result v128)
     local.get $11
     v128.load offset=16
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $15
    local.get $11
    if (result v128)
     local.get $11
     v128.load offset=32
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $16
    local.get $11
    if (result v128)
     local.get $11
     v128.load offset=48
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $17
    local.get $11
    if (result v128)
     local.get $5
     v128.load
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $18
    local.get $11
    if (result v128)
     local.get $5
     v128.load offset=16
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $19
    local.get $11
    if (result v128)
     local.get $5
     v128.load offset=32
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $20
    local.get $11
    if (result v128)
     local.get $5
     v128.load offset=48
    else
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    end
    local.set $21
    local.get $0
    local.set $5
    local.get $3
    local.get $7
    i32.const 2
    i32.shl
    i32.add
    local.set $11
    i32.const 0
    local.set $22
    loop $for-loop|1
     local.get $6
     local.get $22
     i32.gt_s
     if
      local.get $5
      v128.load32_splat
      local.tee $25
      local.get $11
      v128.load
      local.tee $26
      f32x4.mul
      local.get $12
      f32x4.add
      local.set $12
      local.get $1
      local.get $5
      i32.add
      v128.load32_splat
      local.tee $23
      local.get $26
      f32x4.mul
      local.get $18
      f32x4.add
      local.set $18
      local.get $25
      local.get $11
      v128.load offset=16
      local.tee $26
      f32x4.mul
      local.get $15
      f32x4.add
      local.set $15
      local.get $23
      local.get $26
      f32x4.mul
      local.get $19
      f32x4.add
      local.set $19
      local.get $25
      local.get $11
      v128.load offset=32
      local.tee $26
      f32x4.mul
      local.get $16
      f32x4.add
      local.set $16
      local.get $23
      local.get $26
      f32x4.mul
      local.get $20
      f32x4.add
      local.set $20
      local.get $25
      local.get $11
      v128.load offset=48
      local.tee $25
      f32x4.mul
      local.get $17
      f32x4.add
      local.set $17
      local.get $23
      local.get $25
      f32x4.mul
      local.get $21
      f32x4.add
      local.set $21
      local.get $2
      local.get $5
      i32.add
      local.set $5
      local.get $11
      local.get $24
      i32.add
      local.set $11
      local.get $22
      i32.const 1
      i32.add
      local.set $22
      br $for-loop|1
     end
    end
    local.get $13
    local.get $12
    v128.store
    local.get $13
    local.get $15
    v128.store offset=16
    local.get $13
    local.get $16
    v128.store offset=32
    local.get $13
    local.get $17
    v128.store offset=48
    local.get $14
    local.get $18
    v128.store
    local.get $14
    local.get $19
    v128.store offset=16
    local.get $14
    local.get $20
    v128.store offset=32
    local.get $14
    local.get $21
    v128.store offset=48
    local.get $7
    i32.const 16
    i32.add
    local.set $7
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/large/packTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  i32.const 512
  i32.const 1576
  i32.load
  local.tee $2
  local.get $0
  i32.const 1656
  i32.load
  local.tee $3
  i32.div_s
  i32.const 9
  i32.shl
  local.tee $1
  i32.sub
  local.tee $4
  local.get $4
  i32.const 512
  i32.ge_s
  select
  local.set $4
  local.get $0
  local.get $3
  i32.rem_s
  i32.const 7
  i32.shl
  local.tee $3
  i32.const 128
  i32.add
  local.set $5
  i32.const 1544
  i32.load
  local.get $2
  i32.const 1568
  i32.load
  local.tee $2
  i32.const 1592
  i32.load8_u
  local.tee $0
  select
  local.get $0
  local.get $3
  local.get $5
  local.get $2
  local.get $2
  local.get $5
  i32.gt_s
  select
  local.get $3
  i32.sub
  local.get $1
  local.get $4
  i32.const 1616
  i32.load
  local.get $1
  local.get $2
  i32.const 7
  i32.add
  i32.const -8
  i32.and
  i32.mul
  local.get $3
  local.get $4
  i32.mul
  i32.add
  i32.const 2
  i32.shl
  i32.add
  call $assembly/matmul/pack/packB
 )
 (func $assembly/matmul/large/blockTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 1560
  i32.load
  local.tee $2
  i32.const 1624
  i32.load
  local.tee $3
  local.get $0
  i32.const 1640
  i32.load
  local.tee $4
  i32.div_s
  i32.mul
  local.tee $1
  i32.sub
  local.tee $5
  local.get $3
  local.get $3
  local.get $5
  i32.gt_s
  select
  local.set $3
  i32.const 1568
  i32.load
  local.tee $5
  i32.const 1632
  i32.load
  local.tee $6
  local.get $0
  local.get $4
  i32.rem_s
  i32.mul
  local.tee $4
  i32.sub
  local.tee $0
  local.get $6
  local.get $0
  local.get $6
  i32.lt_s
  select
  local.set $6
  i32.const 1536
  i32.load
  local.get $2
  i32.const 1576
  i32.load
  local.tee $2
  i32.const 1584
  i32.load8_u
  local.tee $0
  select
  local.get $0
  i32.const 1616
  i32.load
  i32.const 1552
  i32.load
  local.tee $7
  i32.const 1648
  i32.load
  local.tee $0
  local.get $5
  local.get $2
  i32.const 1600
  i32.load
  i32.const 1608
  i32.load8_u
  local.get $1
  local.get $3
  local.get $4
  local.get $6
  call $assembly/matmul/block/multiplyBlock
  local.get $7
  local.get $0
  local.get $1
  i32.mul
  local.get $4
  i32.add
  i32.const 2
  i32.shl
  i32.add
  local.get $0
  local.get $3
  local.get $6
  call $assembly/matmul/epilogue/finish
 )
 (func $assembly/matmul/index/matmulPacked (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  local.get $0
  local.get $1
  local.get $3
  local.get $2
  local.get $3
  local.get $4
  local.get $5
  local.get $6
  i32.const 0
  local.get $7
  call $assembly/matmul/large/multiplyWithPacked
 )
 (func $assembly/matmul/index/matmulPack (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  local.get $0
  local.get $1
  local.get $2
  local.get $3
  local.get $4
  call $assembly/matmul/large/pack
 )
 (func $assembly/matmul/index/matmulNeedsPacking (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (result i32)
  local.get $0
  i32.const 4
  i32.const 6
  local.get $3
  i32.const 1
  local.get $4
  select
  select
  i32.gt_s
  if (result i32)
   local.get $1
   i32.const 7
   i32.add
   i32.const -8
   i32.and
   i64.extend_i32_s
   local.get $2
   i64.extend_i32_s
   i64.mul
   i64.const 65536
   i64.gt_s
  else
   i32.const 0
  end
 )
 (func $assembly/matmul/index/matmulFewRows (param $0 i32) (param $1 i32) (result i32)
  i32.const 4
  i32.const 6
  local.get $0
  i32.const 1
  local.get $1
  select
  select
 )
 (func $assembly/matmul/index/matmul (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32) (param $11 i32) (param $12 i32) (param $13 i32)
  (local $14 i64)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i64)
  local.get $4
  i32.eqz
  local.get $3
  i32.eqz
  i32.or
  if
   return
  end
  local.get $5
  i64.extend_i32_s
  local.get $3
  i64.extend_i32_s
  local.get $4
  i64.extend_i32_s
  i64.mul
  i64.mul
  local.set $14
  local.get $3
  i32.const 4
  i32.const 6
  local.get $6
  i32.const 1
  local.get $7
  select
  select
  i32.le_s
  local.set $16
  local.get $13
  if (result i32)
   i32.const 1
  else
   local.get $16
   local.get $10
   i32.const 1
   i32.eq
   i32.and
   local.get $14
   i64.const 65536
   i64.gt_s
   i32.and
  end
  if
   loop $for-loop|0
    local.get $10
    local.get $15
    i32.gt_u
    if
     local.get $0
     local.get $11
     local.get $15
     i32.mul
     i32.add
     local.set $17
     local.get $1
     local.get $12
     local.get $15
     i32.mul
     i32.add
     local.set $18
     local.get $2
     local.get $3
     local.get $15
     i32.mul
     local.get $4
     i32.mul
     i32.const 2
     i32.shl
     i32.add
     local.set $19
     local.get $16
     if
      i32.const 1536
      local.get $17
      i32.store
      i32.const 1544
      local.get $18
      i32.store
      i32.const 1552
      local.get $19
      i32.store
      i32.const 1560
      local.get $3
      i32.store
      i32.const 1568
      local.get $4
      i32.store
      i32.const 1576
      local.get $5
      i32.store
      i32.const 1584
      local.get $6
      i32.store8
      i32.const 1592
      local.get $7
      i32.store8
      i32.const 1600
      local.get $8
      i32.store
      i32.const 1608
      local.get $9
      i32.store8
      i32.const 6736
      local.get $4
      i32.const 63
      i32.add
      i32.const 64
      i32.div_s
      call $assembly/pool/parallel
     else
      local.get $18
      local.get $4
      local.get $5
      local.get $7
      local.get $13
      call $assembly/matmul/large/pack
      local.get $17
      local.get $19
      local.get $4
      local.get $3
      local.get $4
      local.get $5
      local.get $6
      local.get $8
      local.get $9
      local.get $13
      call $assembly/matmul/large/multiplyWithPacked
     end
     local.get $15
     i32.const 1
     i32.add
     local.set $15
     br $for-loop|0
    end
   end
   return
  end
  i64.const 1
  local.get $10
  i64.extend_i32_s
  local.tee $20
  i64.const 65536
  i64.const 1
  local.get $14
  local.get $14
  i64.const 0
  i64.le_s
  select
  i64.div_s
  local.tee $14
  local.get $14
  local.get $20
  i64.gt_s
  select
  local.tee $14
  local.get $14
  i64.const 0
  i64.le_s
  select
  i32.wrap_i64
  local.set $13
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store8
  i32.const 1592
  local.get $7
  i32.store8
  i32.const 1600
  local.get $8
  i32.store
  i32.const 1608
  local.get $9
  i32.store8
  i32.const 1616
  local.get $13
  i32.store
  i32.const 1624
  local.get $10
  i32.store
  i32.const 1632
  local.get $11
  i32.store
  i32.const 1640
  local.get $12
  i32.store
  i32.const 6800
  local.get $10
  local.get $13
  i32.add
  i32.const 1
  i32.sub
  local.get $13
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/matmul/index/batchTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  i32.const 1560
  i32.load
  local.set $2
  i32.const 1568
  i32.load
  local.set $1
  i32.const 1576
  i32.load
  local.set $3
  i32.const 1616
  i32.load
  local.tee $4
  local.get $0
  i32.const 1
  i32.add
  i32.mul
  local.tee $5
  i32.const 1624
  i32.load
  local.tee $6
  local.get $5
  local.get $6
  i32.lt_s
  select
  local.set $5
  local.get $0
  local.get $4
  i32.mul
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $5
   i32.lt_s
   if
    i32.const 1536
    i32.load
    local.get $0
    i32.const 1632
    i32.load
    i32.mul
    i32.add
    local.set $9
    i32.const 1544
    i32.load
    local.get $0
    i32.const 1640
    i32.load
    i32.mul
    i32.add
    local.set $10
    i32.const 1552
    i32.load
    local.get $0
    local.get $2
    i32.mul
    local.get $1
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.set $6
    i32.const 1600
    i32.load
    local.set $11
    i32.const 1608
    i32.load8_u
    local.set $4
    block $__inlined_func$assembly/matmul/index/multiplyAlone$189
     local.get $2
     i32.const 4
     i32.const 6
     i32.const 1584
     i32.load8_u
     local.tee $7
     i32.const 1
     i32.const 1592
     i32.load8_u
     local.tee $8
     select
     select
     i32.le_s
     if
      local.get $9
      local.get $10
      local.get $6
      local.get $2
      local.get $1
      local.get $3
      local.get $7
      local.get $8
      local.get $11
      local.get $4
      i32.const 0
      local.get $1
      call $assembly/matmul/small/multiplyFewRows
      br $__inlined_func$assembly/matmul/index/multiplyAlone$189
     end
     local.get $10
     local.get $3
     local.get $1
     local.get $8
     select
     local.get $8
     local.get $1
     local.get $3
     call $assembly/matmul/serial/packHere
     local.get $9
     local.get $2
     local.get $3
     local.get $7
     select
     local.get $7
     local.get $6
     local.get $1
     local.get $2
     local.get $1
     local.get $3
     local.get $11
     local.get $4
     call $assembly/matmul/serial/multiplyPacked
    end
    local.get $6
    local.get $1
    local.get $2
    local.get $1
    call $assembly/matmul/epilogue/finish
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/half/packTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  i32.const 512
  i32.const 1576
  i32.load
  local.tee $2
  local.get $0
  i32.const 1608
  i32.load
  local.tee $4
  i32.div_s
  i32.const 9
  i32.shl
  local.tee $1
  i32.sub
  local.tee $3
  local.get $3
  i32.const 512
  i32.ge_s
  select
  local.set $3
  i32.const 8
  i32.const 1568
  i32.load
  local.tee $5
  local.get $0
  local.get $4
  i32.rem_s
  i32.const 3
  i32.shl
  local.tee $4
  i32.sub
  local.tee $0
  local.get $0
  i32.const 8
  i32.ge_s
  select
  local.set $6
  i32.const 0
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $6
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.get $0
    local.get $4
    i32.add
    local.get $2
    i32.mul
    local.get $1
    i32.add
    i32.const 1
    i32.shl
    i32.add
    global.get $assembly/pool/scratch
    local.get $0
    local.get $3
    i32.mul
    i32.const 2
    i32.shl
    i32.add
    local.get $3
    i32.const 1584
    i32.load8_u
    call $assembly/matmul/half/expand
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  global.get $assembly/pool/scratch
  local.get $3
  i32.const 1
  i32.const 0
  local.get $6
  i32.const 0
  local.get $3
  i32.const 1616
  i32.load
  local.get $1
  local.get $5
  i32.const 7
  i32.add
  i32.const -8
  i32.and
  i32.mul
  local.get $3
  local.get $4
  i32.mul
  i32.add
  i32.const 2
  i32.shl
  i32.add
  call $assembly/matmul/pack/packB
 )
 (func $assembly/matmul/half/oneTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 v128)
  (local $7 i32)
  (local $8 i32)
  i32.const 1576
  i32.load
  local.set $2
  i32.const 1584
  i32.load8_u
  local.set $7
  i32.const 1600
  i32.load
  local.set $3
  local.get $0
  i32.const 1
  i32.add
  i32.const 5
  i32.shl
  local.tee $1
  i32.const 1568
  i32.load
  local.tee $4
  local.get $1
  local.get $4
  i32.lt_s
  select
  local.set $5
  local.get $0
  i32.const 5
  i32.shl
  local.set $1
  loop $for-loop|0
   local.get $1
   local.get $5
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.get $1
    local.get $2
    i32.mul
    i32.const 1
    i32.shl
    i32.add
    local.set $8
    local.get $7
    if (result v128)
     i32.const 1536
     i32.load
     local.get $8
     local.get $2
     i32.const 1
     call $assembly/matmul/half/dotFour
    else
     i32.const 1536
     i32.load
     local.get $8
     local.get $2
     i32.const 0
     call $assembly/matmul/half/dotFour
    end
    local.set $6
    local.get $1
    i32.const 2
    i32.shl
    local.tee $8
    i32.const 1552
    i32.load
    i32.add
    local.get $3
    if (result v128)
     local.get $6
     local.get $3
     local.get $8
     i32.add
     v128.load
     f32x4.add
    else
     local.get $6
    end
    v128.store
    local.get $1
    i32.const 4
    i32.add
    local.set $1
    br $for-loop|0
   end
  end
  i32.const 1552
  i32.load
  local.get $0
  i32.const 7
  i32.shl
  i32.add
  local.get $4
  i32.const 1
  local.get $5
  local.get $0
  i32.const 5
  i32.shl
  i32.sub
  call $assembly/matmul/epilogue/finish
 )
 (func $assembly/matmul/half/halfLinearWork (param $0 i32) (param $1 i32) (param $2 i32) (result i32)
  local.get $0
  i32.const 6
  i32.le_s
  if (result i32)
   i32.const 0
  else
   local.get $2
   local.get $1
   i32.const 7
   i32.add
   i32.const -8
   i32.and
   local.tee $0
   i32.const 8
   i32.const 1048576
   i32.const 1
   local.get $2
   local.get $2
   i32.const 1
   i32.le_s
   select
   i32.div_s
   i32.const -8
   i32.and
   local.tee $1
   local.get $1
   i32.const 8
   i32.lt_s
   select
   local.tee $1
   local.get $0
   local.get $1
   i32.lt_s
   select
   i32.mul
  end
 )
 (func $assembly/matmul/half/halfLinear (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  local.get $6
  i32.eqz
  local.get $5
  i32.eqz
  i32.or
  if
   return
  end
  local.get $5
  i32.const 6
  i32.le_s
  if
   i32.const 1536
   local.get $0
   i32.store
   i32.const 1544
   local.get $1
   i32.store
   i32.const 1552
   local.get $2
   i32.store
   i32.const 1560
   local.get $5
   i32.store
   i32.const 1568
   local.get $6
   i32.store
   i32.const 1576
   local.get $7
   i32.store
   i32.const 1584
   local.get $8
   i32.store8
   i32.const 1600
   local.get $3
   i32.store
   local.get $5
   i32.const 1
   i32.eq
   local.tee $0
   if
    local.get $6
    i32.const 3
    i32.and
    i32.eqz
    local.set $0
   end
   i32.const 6608
   i32.const 6640
   local.get $7
   i32.const 7
   i32.and
   i32.eqz
   local.get $0
   local.get $0
   select
   select
   local.get $6
   i32.const 31
   i32.add
   i32.const 32
   i32.div_s
   call $assembly/pool/parallel
   return
  end
  local.get $6
  i32.const 7
  i32.add
  i32.const -8
  i32.and
  local.tee $10
  i32.const 8
  i32.const 1048576
  i32.const 1
  local.get $7
  local.get $7
  i32.const 1
  i32.le_s
  select
  i32.div_s
  i32.const -8
  i32.and
  local.tee $11
  local.get $11
  i32.const 8
  i32.lt_s
  select
  local.tee $11
  local.get $10
  local.get $11
  i32.lt_s
  select
  local.set $10
  loop $for-loop|0
   local.get $6
   local.get $9
   i32.gt_s
   if
    i32.const 1544
    local.get $1
    local.get $7
    local.get $9
    i32.mul
    i32.const 1
    i32.shl
    i32.add
    i32.store
    i32.const 1568
    local.get $10
    local.get $6
    local.get $9
    i32.sub
    local.tee $11
    local.get $10
    local.get $11
    i32.lt_s
    select
    local.tee $11
    i32.store
    i32.const 1576
    local.get $7
    i32.store
    i32.const 1584
    local.get $8
    i32.store8
    i32.const 1608
    local.get $11
    i32.const 7
    i32.add
    i32.const 8
    i32.div_s
    local.tee $12
    i32.store
    i32.const 1616
    local.get $4
    i32.store
    i32.const 6672
    local.get $12
    local.get $7
    i32.const 511
    i32.add
    i32.const 512
    i32.div_s
    i32.mul
    call $assembly/pool/parallel
    local.get $0
    local.get $9
    i32.const 2
    i32.shl
    local.tee $12
    local.get $2
    i32.add
    local.get $6
    local.get $5
    local.get $11
    local.get $7
    i32.const 0
    local.get $3
    local.get $12
    i32.add
    i32.const 0
    local.get $3
    select
    i32.const 0
    local.get $4
    call $assembly/matmul/large/multiplyWithPacked
    local.get $9
    local.get $10
    i32.add
    local.set $9
    br $for-loop|0
   end
  end
 )
 (func $assembly/matmul/half/fewTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  local.get $0
  i32.const 1
  i32.add
  i32.const 5
  i32.shl
  local.tee $1
  i32.const 1568
  i32.load
  local.tee $6
  local.get $1
  local.get $6
  i32.lt_s
  select
  local.set $7
  i32.const 1576
  i32.load
  local.tee $5
  i32.const 2
  i32.shl
  local.set $4
  local.get $0
  i32.const 5
  i32.shl
  local.set $1
  loop $for-loop|0
   local.get $1
   local.get $7
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.get $1
    local.get $5
    i32.mul
    i32.const 1
    i32.shl
    i32.add
    global.get $assembly/pool/scratch
    local.get $1
    i32.const 4
    i32.add
    local.tee $2
    local.get $7
    local.get $2
    local.get $7
    i32.lt_s
    select
    local.tee $3
    local.get $1
    i32.sub
    local.get $5
    i32.mul
    i32.const 1584
    i32.load8_u
    call $assembly/matmul/half/expand
    i32.const 1536
    i32.load
    global.get $assembly/pool/scratch
    local.get $1
    local.get $4
    i32.mul
    i32.sub
    i32.const 1552
    i32.load
    i32.const 1560
    i32.load
    local.get $6
    local.get $5
    i32.const 0
    i32.const 1
    i32.const 1600
    i32.load
    i32.const 0
    local.get $1
    local.get $3
    call $assembly/matmul/small/multiplyFewRows
    local.get $2
    local.set $1
    br $for-loop|0
   end
  end
  i32.const 1552
  i32.load
  local.get $0
  i32.const 7
  i32.shl
  i32.add
  local.get $6
  i32.const 1560
  i32.load
  local.get $7
  local.get $0
  i32.const 5
  i32.shl
  i32.sub
  call $assembly/matmul/epilogue/finish
 )
 (func $assembly/matmul/epilogue/finishRow (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 v128)
  (local $4 v128)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 i32)
  i32.const 2048
  i32.load
  local.tee $2
  i32.const 8
  i32.eq
  if
   local.get $0
   local.tee $2
   local.get $1
   i32.const -4
   i32.and
   i32.const 2
   i32.shl
   i32.add
   local.set $5
   loop $for-loop|0
    local.get $2
    local.get $5
    i32.lt_u
    if
     local.get $2
     local.get $2
     v128.load
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.pmax
     v128.store
     local.get $2
     i32.const 16
     i32.add
     local.set $2
     br $for-loop|0
    end
   end
   local.get $1
   i32.const 3
   i32.and
   local.tee $5
   if
    local.get $2
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    v128.load32_lane 0
    local.set $3
    local.get $5
    i32.const 1
    i32.gt_u
    if
     local.get $2
     i32.const 4
     i32.add
     local.get $3
     v128.load32_lane 1
     local.set $3
    end
    local.get $2
    local.get $5
    i32.const 2
    i32.gt_u
    if (result v128)
     local.get $2
     i32.const 8
     i32.add
     local.get $3
     v128.load32_lane 2
    else
     local.get $3
    end
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.pmax
    local.tee $3
    v128.store32_lane 0
    local.get $5
    i32.const 1
    i32.gt_u
    if
     local.get $2
     i32.const 4
     i32.add
     local.get $3
     v128.store32_lane 1
    end
    local.get $5
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $3
     v128.store32_lane 2
    end
   end
  else
   local.get $2
   i32.const 10
   i32.eq
   if
    local.get $0
    local.tee $2
    local.get $1
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $5
    loop $for-loop|1
     local.get $2
     local.get $5
     i32.lt_u
     if
      local.get $2
      v128.load
      local.tee $3
      i32.const 4340
      v128.load32_splat
      f32x4.mul
      local.tee $4
      f32x4.abs
      local.tee $7
      local.get $7
      local.get $7
      local.get $7
      i32.const 4304
      v128.load32_splat
      f32x4.mul
      i32.const 4308
      v128.load32_splat
      f32x4.add
      local.get $7
      local.get $7
      f32x4.mul
      f32x4.mul
      local.get $7
      i32.const 4312
      v128.load32_splat
      f32x4.mul
      i32.const 4316
      v128.load32_splat
      f32x4.add
      f32x4.add
      f32x4.mul
      i32.const 4320
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4324
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4328
      v128.load32_splat
      f32x4.add
      local.get $7
      f32x4.mul
      local.get $7
      f32x4.sub
      i32.const 4100
      v128.load32_splat
      f32x4.pmin
      i32.const 4104
      v128.load32_splat
      f32x4.pmax
      local.tee $8
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $9
      f32x4.add
      local.tee $10
      local.get $9
      f32x4.sub
      local.set $11
      i32.const 4336
      v128.load32_splat
      local.tee $12
      local.get $8
      local.get $11
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $11
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $8
      local.get $8
      f32x4.mul
      local.get $8
      local.get $8
      local.get $8
      local.get $8
      local.get $8
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $8
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $10
      local.get $9
      i32x4.sub
      local.tee $8
      i32.const 1
      i32x4.shr_s
      local.tee $9
      i32.const 4148
      v128.load32_splat
      local.tee $10
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.get $8
      local.get $9
      i32x4.sub
      local.get $10
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      f32x4.mul
      local.set $8
      local.get $2
      local.get $3
      local.get $12
      local.get $4
      local.get $4
      f32x4.mul
      local.tee $9
      local.get $9
      local.get $9
      local.get $9
      local.get $9
      i32.const 4280
      v128.load32_splat
      f32x4.mul
      i32.const 4284
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4288
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4292
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4296
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4300
      v128.load32_splat
      f32x4.add
      local.get $4
      f32x4.mul
      local.get $4
      f32x4.add
      f32x4.mul
      local.get $12
      f32x4.add
      local.get $8
      i32.const 4344
      v128.load32_splat
      local.get $8
      f32x4.sub
      local.get $3
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.lt
      v128.bitselect
      local.get $7
      i32.const 4332
      v128.load32_splat
      f32x4.le
      v128.bitselect
      f32x4.mul
      v128.store
      local.get $2
      i32.const 16
      i32.add
      local.set $2
      br $for-loop|1
     end
    end
    local.get $1
    i32.const 3
    i32.and
    local.tee $5
    if
     local.get $2
     v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
     v128.load32_lane 0
     local.set $3
     local.get $5
     i32.const 1
     i32.gt_u
     if
      local.get $2
      i32.const 4
      i32.add
      local.get $3
      v128.load32_lane 1
      local.set $3
     end
     local.get $5
     i32.const 2
     i32.gt_u
     if
      local.get $2
      i32.const 8
      i32.add
      local.get $3
      v128.load32_lane 2
      local.set $3
     end
     local.get $3
     i32.const 4340
     v128.load32_splat
     f32x4.mul
     local.tee $4
     f32x4.abs
     local.tee $7
     local.get $7
     local.get $7
     local.get $7
     i32.const 4304
     v128.load32_splat
     f32x4.mul
     i32.const 4308
     v128.load32_splat
     f32x4.add
     local.get $7
     local.get $7
     f32x4.mul
     f32x4.mul
     local.get $7
     i32.const 4312
     v128.load32_splat
     f32x4.mul
     i32.const 4316
     v128.load32_splat
     f32x4.add
     f32x4.add
     f32x4.mul
     i32.const 4320
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4324
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4328
     v128.load32_splat
     f32x4.add
     local.get $7
     f32x4.mul
     local.get $7
     f32x4.sub
     i32.const 4100
     v128.load32_splat
     f32x4.pmin
     i32.const 4104
     v128.load32_splat
     f32x4.pmax
     local.tee $8
     i32.const 4108
     v128.load32_splat
     f32x4.mul
     i32.const 4096
     v128.load32_splat
     local.tee $9
     f32x4.add
     local.tee $10
     local.get $9
     f32x4.sub
     local.set $11
     i32.const 4336
     v128.load32_splat
     local.tee $12
     local.get $8
     local.get $11
     i32.const 4112
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.get $11
     i32.const 4116
     v128.load32_splat
     f32x4.mul
     f32x4.sub
     local.tee $8
     local.get $8
     f32x4.mul
     local.get $8
     local.get $8
     local.get $8
     local.get $8
     local.get $8
     i32.const 4120
     v128.load32_splat
     f32x4.mul
     i32.const 4124
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4128
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4132
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4136
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4140
     v128.load32_splat
     f32x4.add
     f32x4.mul
     local.get $8
     f32x4.add
     i32.const 4144
     v128.load32_splat
     f32x4.add
     local.get $10
     local.get $9
     i32x4.sub
     local.tee $8
     i32.const 1
     i32x4.shr_s
     local.tee $9
     i32.const 4148
     v128.load32_splat
     local.tee $10
     i32x4.add
     i32.const 23
     i32x4.shl
     f32x4.mul
     local.get $8
     local.get $9
     i32x4.sub
     local.get $10
     i32x4.add
     i32.const 23
     i32x4.shl
     f32x4.mul
     f32x4.mul
     local.set $8
     local.get $2
     local.get $3
     local.get $12
     local.get $4
     local.get $4
     f32x4.mul
     local.tee $9
     local.get $9
     local.get $9
     local.get $9
     local.get $9
     i32.const 4280
     v128.load32_splat
     f32x4.mul
     i32.const 4284
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4288
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4292
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4296
     v128.load32_splat
     f32x4.add
     f32x4.mul
     i32.const 4300
     v128.load32_splat
     f32x4.add
     local.get $4
     f32x4.mul
     local.get $4
     f32x4.add
     f32x4.mul
     local.get $12
     f32x4.add
     local.get $8
     i32.const 4344
     v128.load32_splat
     local.get $8
     f32x4.sub
     local.get $3
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     f32x4.lt
     v128.bitselect
     local.get $7
     i32.const 4332
     v128.load32_splat
     f32x4.le
     v128.bitselect
     f32x4.mul
     local.tee $3
     v128.store32_lane 0
     local.get $5
     i32.const 1
     i32.gt_u
     if
      local.get $2
      i32.const 4
      i32.add
      local.get $3
      v128.store32_lane 1
     end
     local.get $5
     i32.const 2
     i32.gt_u
     if
      local.get $2
      i32.const 8
      i32.add
      local.get $3
      v128.store32_lane 2
     end
    end
   else
    local.get $2
    i32.const 11
    i32.eq
    if
     local.get $0
     local.tee $2
     local.get $1
     i32.const -4
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $5
     loop $for-loop|2
      local.get $2
      local.get $5
      i32.lt_u
      if
       local.get $2
       v128.load
       local.tee $3
       v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
       f32x4.mul
       local.get $3
       local.get $3
       f32x4.mul
       v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
       f32x4.mul
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       f32x4.add
       f32x4.mul
       local.tee $4
       f32x4.abs
       local.tee $7
       local.get $7
       f32x4.add
       i32.const 4100
       v128.load32_splat
       f32x4.pmin
       i32.const 4104
       v128.load32_splat
       f32x4.pmax
       local.tee $8
       i32.const 4108
       v128.load32_splat
       f32x4.mul
       i32.const 4096
       v128.load32_splat
       local.tee $9
       f32x4.add
       local.tee $10
       local.get $9
       f32x4.sub
       local.set $11
       local.get $2
       local.get $3
       v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
       f32x4.mul
       local.tee $12
       local.get $4
       local.get $4
       f32x4.mul
       local.tee $3
       local.get $3
       local.get $3
       local.get $3
       i32.const 4244
       v128.load32_splat
       f32x4.mul
       i32.const 4248
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4252
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4256
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4260
       v128.load32_splat
       f32x4.add
       local.get $3
       f32x4.mul
       local.get $4
       f32x4.mul
       local.get $4
       f32x4.add
       local.get $4
       i32.const 4268
       v128.load32_splat
       local.tee $4
       i32.const 4272
       v128.load32_splat
       local.get $8
       local.get $11
       i32.const 4112
       v128.load32_splat
       f32x4.mul
       f32x4.sub
       local.get $11
       i32.const 4116
       v128.load32_splat
       f32x4.mul
       f32x4.sub
       local.tee $3
       local.get $3
       f32x4.mul
       local.get $3
       local.get $3
       local.get $3
       local.get $3
       local.get $3
       i32.const 4120
       v128.load32_splat
       f32x4.mul
       i32.const 4124
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4128
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4132
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4136
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4140
       v128.load32_splat
       f32x4.add
       f32x4.mul
       local.get $3
       f32x4.add
       i32.const 4144
       v128.load32_splat
       f32x4.add
       local.get $10
       local.get $9
       i32x4.sub
       local.tee $3
       i32.const 1
       i32x4.shr_s
       local.tee $8
       i32.const 4148
       v128.load32_splat
       local.tee $9
       i32x4.add
       i32.const 23
       i32x4.shl
       f32x4.mul
       local.get $3
       local.get $8
       i32x4.sub
       local.get $9
       i32x4.add
       i32.const 23
       i32x4.shl
       f32x4.mul
       local.get $4
       f32x4.add
       f32x4.div
       f32x4.sub
       i32.const 4276
       v128.load32_splat
       v128.bitselect
       local.get $7
       i32.const 4264
       v128.load32_splat
       f32x4.lt
       v128.bitselect
       f32x4.mul
       local.get $12
       f32x4.add
       v128.store
       local.get $2
       i32.const 16
       i32.add
       local.set $2
       br $for-loop|2
      end
     end
     local.get $1
     i32.const 3
     i32.and
     local.tee $5
     if
      local.get $2
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $3
      local.get $5
      i32.const 1
      i32.gt_u
      if
       local.get $2
       i32.const 4
       i32.add
       local.get $3
       v128.load32_lane 1
       local.set $3
      end
      local.get $5
      i32.const 2
      i32.gt_u
      if
       local.get $2
       i32.const 8
       i32.add
       local.get $3
       v128.load32_lane 2
       local.set $3
      end
      local.get $3
      v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
      f32x4.mul
      local.get $3
      local.get $3
      f32x4.mul
      v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
      f32x4.mul
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      f32x4.add
      f32x4.mul
      local.tee $4
      f32x4.abs
      local.tee $7
      local.get $7
      f32x4.add
      i32.const 4100
      v128.load32_splat
      f32x4.pmin
      i32.const 4104
      v128.load32_splat
      f32x4.pmax
      local.tee $8
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $9
      f32x4.add
      local.tee $10
      local.get $9
      f32x4.sub
      local.set $11
      local.get $2
      local.get $3
      v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
      f32x4.mul
      local.tee $12
      local.get $4
      local.get $4
      f32x4.mul
      local.tee $3
      local.get $3
      local.get $3
      local.get $3
      i32.const 4244
      v128.load32_splat
      f32x4.mul
      i32.const 4248
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4252
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4256
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4260
      v128.load32_splat
      f32x4.add
      local.get $3
      f32x4.mul
      local.get $4
      f32x4.mul
      local.get $4
      f32x4.add
      local.get $4
      i32.const 4268
      v128.load32_splat
      local.tee $4
      i32.const 4272
      v128.load32_splat
      local.get $8
      local.get $11
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $11
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $3
      local.get $3
      f32x4.mul
      local.get $3
      local.get $3
      local.get $3
      local.get $3
      local.get $3
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $3
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $10
      local.get $9
      i32x4.sub
      local.tee $3
      i32.const 1
      i32x4.shr_s
      local.tee $8
      i32.const 4148
      v128.load32_splat
      local.tee $9
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.get $3
      local.get $8
      i32x4.sub
      local.get $9
      i32x4.add
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.get $4
      f32x4.add
      f32x4.div
      f32x4.sub
      i32.const 4276
      v128.load32_splat
      v128.bitselect
      local.get $7
      i32.const 4264
      v128.load32_splat
      f32x4.lt
      v128.bitselect
      f32x4.mul
      local.get $12
      f32x4.add
      local.tee $3
      v128.store32_lane 0
      local.get $5
      i32.const 1
      i32.gt_u
      if
       local.get $2
       i32.const 4
       i32.add
       local.get $3
       v128.store32_lane 1
      end
      local.get $5
      i32.const 2
      i32.gt_u
      if
       local.get $2
       i32.const 8
       i32.add
       local.get $3
       v128.store32_lane 2
      end
     end
    else
     local.get $2
     i32.const 12
     i32.eq
     if
      local.get $0
      local.tee $2
      local.get $1
      i32.const -4
      i32.and
      i32.const 2
      i32.shl
      i32.add
      local.set $5
      loop $for-loop|3
       local.get $2
       local.get $5
       i32.lt_u
       if
        local.get $2
        v128.load
        local.tee $3
        f32x4.abs
        f32x4.neg
        i32.const 4100
        v128.load32_splat
        f32x4.pmin
        i32.const 4104
        v128.load32_splat
        f32x4.pmax
        local.tee $4
        i32.const 4108
        v128.load32_splat
        f32x4.mul
        i32.const 4096
        v128.load32_splat
        local.tee $7
        f32x4.add
        local.tee $8
        local.get $7
        f32x4.sub
        local.set $9
        local.get $2
        local.get $3
        local.get $4
        local.get $9
        i32.const 4112
        v128.load32_splat
        f32x4.mul
        f32x4.sub
        local.get $9
        i32.const 4116
        v128.load32_splat
        f32x4.mul
        f32x4.sub
        local.tee $4
        local.get $4
        f32x4.mul
        local.get $4
        local.get $4
        local.get $4
        local.get $4
        local.get $4
        i32.const 4120
        v128.load32_splat
        f32x4.mul
        i32.const 4124
        v128.load32_splat
        f32x4.add
        f32x4.mul
        i32.const 4128
        v128.load32_splat
        f32x4.add
        f32x4.mul
        i32.const 4132
        v128.load32_splat
        f32x4.add
        f32x4.mul
        i32.const 4136
        v128.load32_splat
        f32x4.add
        f32x4.mul
        i32.const 4140
        v128.load32_splat
        f32x4.add
        f32x4.mul
        local.get $4
        f32x4.add
        i32.const 4144
        v128.load32_splat
        local.tee $4
        f32x4.add
        local.get $8
        local.get $7
        i32x4.sub
        local.tee $7
        i32.const 1
        i32x4.shr_s
        local.tee $8
        i32.const 4148
        v128.load32_splat
        local.tee $9
        i32x4.add
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.get $7
        local.get $8
        i32x4.sub
        local.get $9
        i32x4.add
        i32.const 23
        i32x4.shl
        f32x4.mul
        local.tee $7
        local.get $4
        local.get $4
        local.get $7
        f32x4.add
        f32x4.div
        local.tee $4
        f32x4.mul
        local.get $4
        local.get $3
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        f32x4.lt
        v128.bitselect
        f32x4.mul
        v128.store
        local.get $2
        i32.const 16
        i32.add
        local.set $2
        br $for-loop|3
       end
      end
      local.get $1
      i32.const 3
      i32.and
      local.tee $5
      if
       local.get $2
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $3
       local.get $5
       i32.const 1
       i32.gt_u
       if
        local.get $2
        i32.const 4
        i32.add
        local.get $3
        v128.load32_lane 1
        local.set $3
       end
       local.get $5
       i32.const 2
       i32.gt_u
       if
        local.get $2
        i32.const 8
        i32.add
        local.get $3
        v128.load32_lane 2
        local.set $3
       end
       local.get $3
       f32x4.abs
       f32x4.neg
       i32.const 4100
       v128.load32_splat
       f32x4.pmin
       i32.const 4104
       v128.load32_splat
       f32x4.pmax
       local.tee $4
       i32.const 4108
       v128.load32_splat
       f32x4.mul
       i32.const 4096
       v128.load32_splat
       local.tee $7
       f32x4.add
       local.tee $8
       local.get $7
       f32x4.sub
       local.set $9
       local.get $2
       local.get $3
       local.get $4
       local.get $9
       i32.const 4112
       v128.load32_splat
       f32x4.mul
       f32x4.sub
       local.get $9
       i32.const 4116
       v128.load32_splat
       f32x4.mul
       f32x4.sub
       local.tee $4
       local.get $4
       f32x4.mul
       local.get $4
       local.get $4
       local.get $4
       local.get $4
       local.get $4
       i32.const 4120
       v128.load32_splat
       f32x4.mul
       i32.const 4124
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4128
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4132
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4136
       v128.load32_splat
       f32x4.add
       f32x4.mul
       i32.const 4140
       v128.load32_splat
       f32x4.add
       f32x4.mul
       local.get $4
       f32x4.add
       i32.const 4144
       v128.load32_splat
       local.tee $4
       f32x4.add
       local.get $8
       local.get $7
       i32x4.sub
       local.tee $7
       i32.const 1
       i32x4.shr_s
       local.tee $8
       i32.const 4148
       v128.load32_splat
       local.tee $9
       i32x4.add
       i32.const 23
       i32x4.shl
       f32x4.mul
       local.get $7
       local.get $8
       i32x4.sub
       local.get $9
       i32x4.add
       i32.const 23
       i32x4.shl
       f32x4.mul
       local.tee $7
       local.get $4
       local.get $4
       local.get $7
       f32x4.add
       f32x4.div
       local.tee $4
       f32x4.mul
       local.get $4
       local.get $3
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       f32x4.lt
       v128.bitselect
       f32x4.mul
       local.tee $3
       v128.store32_lane 0
       local.get $5
       i32.const 1
       i32.gt_u
       if
        local.get $2
        i32.const 4
        i32.add
        local.get $3
        v128.store32_lane 1
       end
       local.get $5
       i32.const 2
       i32.gt_u
       if
        local.get $2
        i32.const 8
        i32.add
        local.get $3
        v128.store32_lane 2
       end
      end
     end
    end
   end
  end
  local.get $0
  i32.const 2056
  i32.load
  i32.sub
  local.set $6
  i32.const 2064
  i32.load
  local.tee $2
  if
   block $assembly/matmul/epilogue/combine|inlined.0
    local.get $2
    local.get $6
    i32.add
    local.set $5
    local.get $0
    local.tee $2
    local.get $1
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    loop $for-loop|4
     local.get $2
     local.get $13
     i32.lt_u
     if
      local.get $2
      local.get $2
      v128.load
      local.get $5
      v128.load
      f32x4.mul
      v128.store
      local.get $5
      i32.const 16
      i32.add
      local.set $5
      local.get $2
      i32.const 16
      i32.add
      local.set $2
      br $for-loop|4
     end
    end
    local.get $1
    i32.const 3
    i32.and
    local.tee $13
    i32.eqz
    br_if $assembly/matmul/epilogue/combine|inlined.0
    local.get $2
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $3
    local.get $13
    i32.const 1
    i32.gt_u
    if
     local.get $2
     i32.const 4
     i32.add
     local.get $3
     v128.load32_lane 1
     local.set $3
    end
    local.get $13
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $3
     v128.load32_lane 2
     local.set $3
    end
    local.get $5
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $4
    local.get $13
    i32.const 1
    i32.gt_u
    if
     local.get $5
     i32.const 4
     i32.add
     local.get $4
     v128.load32_lane 1
     local.set $4
    end
    local.get $2
    local.get $3
    local.get $13
    i32.const 2
    i32.gt_u
    if (result v128)
     local.get $5
     i32.const 8
     i32.add
     local.get $4
     v128.load32_lane 2
    else
     local.get $4
    end
    f32x4.mul
    local.tee $3
    v128.store32_lane 0
    local.get $13
    i32.const 1
    i32.gt_u
    if
     local.get $2
     i32.const 4
     i32.add
     local.get $3
     v128.store32_lane 1
    end
    local.get $13
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $3
     v128.store32_lane 2
    end
   end
  end
  i32.const 2072
  i32.load
  local.tee $2
  if
   block $assembly/matmul/epilogue/combine|inlined.1
    local.get $2
    local.get $6
    i32.add
    local.set $2
    local.get $1
    local.set $5
    local.get $0
    local.tee $1
    local.get $5
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $0
    loop $for-loop|5
     local.get $0
     local.get $1
     i32.gt_u
     if
      local.get $1
      local.get $1
      v128.load
      local.get $2
      v128.load
      f32x4.add
      v128.store
      local.get $2
      i32.const 16
      i32.add
      local.set $2
      local.get $1
      i32.const 16
      i32.add
      local.set $1
      br $for-loop|5
     end
    end
    local.get $5
    i32.const 3
    i32.and
    local.tee $0
    i32.eqz
    br_if $assembly/matmul/epilogue/combine|inlined.1
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $3
    local.get $0
    i32.const 1
    i32.gt_u
    if
     local.get $1
     i32.const 4
     i32.add
     local.get $3
     v128.load32_lane 1
     local.set $3
    end
    local.get $0
    i32.const 2
    i32.gt_u
    if
     local.get $1
     i32.const 8
     i32.add
     local.get $3
     v128.load32_lane 2
     local.set $3
    end
    local.get $2
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    v128.load32_lane 0
    local.set $4
    local.get $0
    i32.const 1
    i32.gt_u
    if
     local.get $2
     i32.const 4
     i32.add
     local.get $4
     v128.load32_lane 1
     local.set $4
    end
    local.get $1
    local.get $3
    local.get $0
    i32.const 2
    i32.gt_u
    if (result v128)
     local.get $2
     i32.const 8
     i32.add
     local.get $4
     v128.load32_lane 2
    else
     local.get $4
    end
    f32x4.add
    local.tee $3
    v128.store32_lane 0
    local.get $0
    i32.const 1
    i32.gt_u
    if
     local.get $1
     i32.const 4
     i32.add
     local.get $3
     v128.store32_lane 1
    end
    local.get $0
    i32.const 2
    i32.gt_u
    if
     local.get $1
     i32.const 8
     i32.add
     local.get $3
     v128.store32_lane 2
    end
   end
  end
 )
 (func $assembly/matmul/epilogue/endEpilogue
  i32.const 2080
  i32.const 0
  i32.store
 )
 (func $assembly/matmul/epilogue/beginEpilogue (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 2048
  local.get $0
  i32.store
  i32.const 2056
  local.get $1
  i32.store
  i32.const 2064
  local.get $2
  i32.store
  i32.const 2072
  local.get $3
  i32.store
  i32.const 2080
  i32.const 1
  i32.store
 )
 (func $assembly/masks/triangularTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  i32.const 65536
  i32.const 1568
  i32.load
  local.tee $5
  i32.const 1576
  i32.load
  local.tee $6
  i32.shl
  local.tee $1
  i32.const 1
  local.get $1
  select
  i32.div_u
  local.tee $1
  i32.const 1
  local.get $1
  select
  local.tee $1
  local.get $0
  i32.const 1
  i32.add
  i32.mul
  local.tee $2
  i32.const 1552
  i32.load
  local.tee $3
  local.get $2
  local.get $3
  i32.lt_s
  select
  local.set $7
  local.get $0
  local.get $1
  i32.mul
  local.set $4
  loop $for-loop|0
   local.get $4
   local.get $7
   i32.lt_s
   if
    local.get $4
    local.get $5
    i32.mul
    local.get $6
    i32.shl
    local.tee $1
    i32.const 1536
    i32.load
    i32.add
    local.set $0
    i32.const 1544
    i32.load
    local.get $1
    i32.add
    local.set $1
    local.get $5
    i32.const 1584
    i32.load
    local.get $4
    i32.const 1560
    i32.load
    i32.rem_s
    i32.add
    local.tee $2
    local.get $2
    local.get $5
    i32.gt_s
    select
    local.tee $2
    i32.const 0
    local.get $2
    i32.const 0
    i32.ge_s
    select
    local.get $6
    i32.shl
    local.set $8
    local.get $5
    local.get $6
    i32.shl
    local.set $9
    i32.const 1592
    i32.load8_u
    if
     local.get $1
     local.set $3
     block $assembly/runs/copyRun|inlined.1
      local.get $8
      i32.const 128
      i32.gt_u
      if
       local.get $3
       local.get $0
       local.get $8
       memory.copy
       br $assembly/runs/copyRun|inlined.1
      end
      local.get $3
      local.get $8
      i32.add
      local.set $10
      local.get $3
      local.get $8
      i32.const -16
      i32.and
      i32.add
      local.set $2
      loop $for-loop|1
       local.get $2
       local.get $3
       i32.gt_u
       if
        local.get $3
        local.get $0
        v128.load
        v128.store
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        br $for-loop|1
       end
      end
      local.get $10
      local.get $8
      i32.const 3
      i32.and
      i32.sub
      local.set $2
      loop $for-loop|2
       local.get $2
       local.get $3
       i32.gt_u
       if
        local.get $3
        local.get $0
        i32.load
        i32.store
        local.get $0
        i32.const 4
        i32.add
        local.set $0
        local.get $3
        i32.const 4
        i32.add
        local.set $3
        br $for-loop|2
       end
      end
      loop $for-loop|3
       local.get $3
       local.get $10
       i32.lt_u
       if
        local.get $0
        local.tee $2
        i32.const 1
        i32.add
        local.set $0
        local.get $3
        local.get $2
        i32.load8_u
        i32.store8
        local.get $3
        i32.const 1
        i32.add
        local.set $3
        br $for-loop|3
       end
      end
     end
     local.get $1
     local.get $8
     i32.add
     local.set $2
     block $assembly/runs/clearRun|inlined.1
      local.get $9
      local.get $8
      i32.sub
      local.tee $0
      i32.const 128
      i32.gt_u
      if
       local.get $2
       i32.const 0
       local.get $0
       memory.fill
       br $assembly/runs/clearRun|inlined.1
      end
      local.get $0
      local.get $2
      i32.add
      local.set $1
      local.get $2
      local.get $0
      i32.const -16
      i32.and
      i32.add
      local.set $3
      loop $for-loop|4
       local.get $2
       local.get $3
       i32.lt_u
       if
        local.get $2
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        v128.store
        local.get $2
        i32.const 16
        i32.add
        local.set $2
        br $for-loop|4
       end
      end
      local.get $1
      local.get $0
      i32.const 3
      i32.and
      i32.sub
      local.set $0
      loop $for-loop|5
       local.get $0
       local.get $2
       i32.gt_u
       if
        local.get $2
        i32.const 0
        i32.store
        local.get $2
        i32.const 4
        i32.add
        local.set $2
        br $for-loop|5
       end
      end
      loop $for-loop|6
       local.get $1
       local.get $2
       i32.gt_u
       if
        local.get $2
        i32.const 0
        i32.store8
        local.get $2
        i32.const 1
        i32.add
        local.set $2
        br $for-loop|6
       end
      end
     end
    else
     local.get $1
     local.set $2
     block $assembly/runs/clearRun|inlined.2
      local.get $8
      i32.const 128
      i32.gt_u
      if
       local.get $2
       i32.const 0
       local.get $8
       memory.fill
       br $assembly/runs/clearRun|inlined.2
      end
      local.get $2
      local.get $8
      i32.add
      local.set $3
      local.get $2
      local.get $8
      i32.const -16
      i32.and
      i32.add
      local.set $10
      loop $for-loop|7
       local.get $2
       local.get $10
       i32.lt_u
       if
        local.get $2
        v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
        v128.store
        local.get $2
        i32.const 16
        i32.add
        local.set $2
        br $for-loop|7
       end
      end
      local.get $3
      local.get $8
      i32.const 3
      i32.and
      i32.sub
      local.set $10
      loop $for-loop|8
       local.get $2
       local.get $10
       i32.lt_u
       if
        local.get $2
        i32.const 0
        i32.store
        local.get $2
        i32.const 4
        i32.add
        local.set $2
        br $for-loop|8
       end
      end
      loop $for-loop|9
       local.get $2
       local.get $3
       i32.lt_u
       if
        local.get $2
        i32.const 0
        i32.store8
        local.get $2
        i32.const 1
        i32.add
        local.set $2
        br $for-loop|9
       end
      end
     end
     local.get $1
     local.get $8
     i32.add
     local.set $3
     local.get $0
     local.get $8
     i32.add
     local.set $0
     block $assembly/runs/copyRun|inlined.2
      local.get $9
      local.get $8
      i32.sub
      local.tee $1
      i32.const 128
      i32.gt_u
      if
       local.get $3
       local.get $0
       local.get $1
       memory.copy
       br $assembly/runs/copyRun|inlined.2
      end
      local.get $1
      local.get $3
      i32.add
      local.set $2
      local.get $3
      local.get $1
      i32.const -16
      i32.and
      i32.add
      local.set $8
      loop $for-loop|10
       local.get $3
       local.get $8
       i32.lt_u
       if
        local.get $3
        local.get $0
        v128.load
        v128.store
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        br $for-loop|10
       end
      end
      local.get $2
      local.get $1
      i32.const 3
      i32.and
      i32.sub
      local.set $1
      loop $for-loop|11
       local.get $1
       local.get $3
       i32.gt_u
       if
        local.get $3
        local.get $0
        i32.load
        i32.store
        local.get $0
        i32.const 4
        i32.add
        local.set $0
        local.get $3
        i32.const 4
        i32.add
        local.set $3
        br $for-loop|11
       end
      end
      loop $for-loop|12
       local.get $2
       local.get $3
       i32.gt_u
       if
        local.get $0
        local.tee $1
        i32.const 1
        i32.add
        local.set $0
        local.get $3
        local.get $1
        i32.load8_u
        i32.store8
        local.get $3
        i32.const 1
        i32.add
        local.set $3
        br $for-loop|12
       end
      end
     end
    end
    local.get $4
    i32.const 1
    i32.add
    local.set $4
    br $for-loop|0
   end
  end
 )
 (func $assembly/masks/triangular (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store8
  i32.const 6576
  i32.const 65536
  local.get $4
  local.get $5
  i32.shl
  local.tee $0
  i32.const 1
  local.get $0
  select
  i32.div_u
  local.tee $0
  i32.const 1
  local.get $0
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/masks/classTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 65536
  i32.const 1560
  i32.load
  local.tee $1
  i32.const 1
  local.get $1
  select
  i32.div_u
  local.tee $2
  i32.const 1
  local.get $2
  select
  local.tee $2
  local.get $0
  i32.const 1
  i32.add
  i32.mul
  local.tee $3
  i32.const 1552
  i32.load
  local.tee $4
  local.get $3
  local.get $4
  i32.lt_s
  select
  local.set $5
  local.get $0
  local.get $2
  i32.mul
  local.set $2
  loop $for-loop|0
   local.get $2
   local.get $5
   i32.lt_s
   if
    i32.const 1536
    i32.load
    local.get $2
    i32.const 2
    i32.shl
    i32.add
    i32.load
    local.set $3
    i32.const 1544
    i32.load
    local.get $1
    local.get $2
    i32.mul
    i32.add
    local.tee $4
    local.set $0
    block $assembly/runs/clearRun|inlined.0
     local.get $1
     i32.const 128
     i32.gt_u
     if
      local.get $0
      i32.const 0
      local.get $1
      memory.fill
      br $assembly/runs/clearRun|inlined.0
     end
     local.get $0
     local.get $1
     i32.add
     local.set $6
     local.get $0
     local.get $1
     i32.const -16
     i32.and
     i32.add
     local.set $7
     loop $for-loop|1
      local.get $0
      local.get $7
      i32.lt_u
      if
       local.get $0
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $6
     local.get $1
     i32.const 3
     i32.and
     i32.sub
     local.set $7
     loop $for-loop|2
      local.get $0
      local.get $7
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       br $for-loop|2
      end
     end
     loop $for-loop|3
      local.get $0
      local.get $6
      i32.lt_u
      if
       local.get $0
       i32.const 0
       i32.store8
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|3
      end
     end
    end
    local.get $3
    i32.const 1568
    i32.load
    i32.ne
    if
     local.get $3
     local.get $4
     i32.add
     i32.const 1
     i32.store8
    end
    local.get $2
    i32.const 1
    i32.add
    local.set $2
    br $for-loop|0
   end
  end
 )
 (func $assembly/masks/classMask (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 6544
  i32.const 65536
  local.get $3
  i32.const 1
  local.get $3
  select
  i32.div_u
  local.tee $0
  i32.const 1
  local.get $0
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/embedding/scatterTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  i32.const 1600
  i32.load
  local.tee $1
  local.get $0
  i32.const 1576
  i32.load
  local.tee $9
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  local.tee $3
  i32.div_s
  i32.mul
  local.set $2
  local.get $0
  local.get $3
  i32.rem_s
  i32.const 6
  i32.shl
  local.set $3
  local.get $1
  local.get $2
  i32.add
  local.tee $0
  i32.const 1592
  i32.load
  local.tee $1
  local.get $0
  local.get $1
  i32.lt_s
  select
  local.set $8
  loop $for-loop|0
   local.get $2
   local.get $8
   i32.lt_s
   if
    i32.const 1544
    i32.load
    local.set $7
    i32.const 1584
    i32.load
    local.set $6
    local.get $3
    i32.const 2
    i32.shl
    local.tee $0
    i32.const 1552
    i32.load
    i32.const 1576
    i32.load
    i32.const 2
    i32.shl
    local.tee $12
    local.get $2
    i32.const 1560
    i32.load
    local.tee $4
    i32.mul
    i32.mul
    i32.add
    i32.add
    local.set $11
    i32.const 1536
    i32.load
    i32.const 1568
    i32.load
    local.tee $5
    local.get $2
    i32.mul
    local.get $12
    i32.mul
    i32.add
    local.get $0
    i32.add
    local.set $1
    i32.const 64
    local.get $9
    local.get $3
    i32.sub
    local.tee $0
    local.get $0
    i32.const 64
    i32.gt_s
    select
    i32.const 2
    i32.shl
    local.tee $10
    local.get $12
    i32.eq
    if
     local.get $11
     i32.const 0
     local.get $4
     local.get $12
     i32.mul
     memory.fill
    else
     i32.const 0
     local.set $0
     loop $for-loop|00
      local.get $0
      local.get $4
      i32.lt_u
      if
       local.get $11
       local.get $0
       local.get $12
       i32.mul
       i32.add
       i32.const 0
       local.get $10
       memory.fill
       local.get $0
       i32.const 1
       i32.add
       local.set $0
       br $for-loop|00
      end
     end
    end
    i32.const 0
    local.set $13
    loop $for-loop|1
     local.get $5
     local.get $13
     i32.gt_s
     if
      local.get $6
      local.get $7
      local.get $13
      i32.const 2
      i32.shl
      i32.add
      i32.load
      local.tee $4
      i32.ne
      if
       local.get $1
       local.set $0
       local.get $10
       local.get $11
       local.get $4
       local.get $12
       i32.mul
       i32.add
       local.tee $14
       i32.add
       local.set $4
       local.get $14
       local.get $10
       i32.const -16
       i32.and
       i32.add
       local.set $15
       loop $for-loop|2
        local.get $14
        local.get $15
        i32.lt_u
        if
         local.get $14
         local.get $14
         v128.load
         local.get $0
         v128.load
         f32x4.add
         v128.store
         local.get $0
         i32.const 16
         i32.add
         local.set $0
         local.get $14
         i32.const 16
         i32.add
         local.set $14
         br $for-loop|2
        end
       end
       loop $for-loop|3
        local.get $4
        local.get $14
        i32.gt_u
        if
         local.get $14
         local.get $14
         f32.load
         local.get $0
         f32.load
         f32.add
         f32.store
         local.get $0
         i32.const 4
         i32.add
         local.set $0
         local.get $14
         i32.const 4
         i32.add
         local.set $14
         br $for-loop|3
        end
       end
      end
      local.get $1
      local.get $12
      i32.add
      local.set $1
      local.get $13
      i32.const 1
      i32.add
      local.set $13
      br $for-loop|1
     end
    end
    local.get $2
    i32.const 1
    i32.add
    local.set $2
    br $for-loop|0
   end
  end
 )
 (func $assembly/embedding/scatterRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32)
  (local $8 i64)
  (local $9 i32)
  i64.const 1
  i64.const 16384
  i64.const 1
  local.get $4
  local.get $5
  i32.add
  i64.extend_i32_s
  i32.const 64
  local.get $6
  local.get $6
  i32.const 64
  i32.ge_s
  select
  i64.extend_i32_s
  i64.mul
  local.tee $8
  local.get $8
  i64.const 0
  i64.le_s
  select
  i64.div_s
  local.tee $8
  local.get $8
  i64.const 0
  i64.le_s
  select
  i32.wrap_i64
  local.set $9
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $4
  i32.store
  i32.const 1568
  local.get $5
  i32.store
  i32.const 1576
  local.get $6
  i32.store
  i32.const 1584
  local.get $7
  i32.store
  i32.const 1592
  local.get $3
  i32.store
  i32.const 1600
  local.get $9
  i32.store
  i32.const 6512
  local.get $3
  local.get $9
  i32.add
  i32.const 1
  i32.sub
  local.get $9
  i32.div_s
  local.get $6
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/embedding/gatherTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  i32.const 1584
  i32.load
  local.set $10
  i32.const 65536
  i32.const 1568
  i32.load
  local.tee $5
  i32.const 1
  local.get $5
  select
  i32.div_u
  local.tee $1
  i32.const 1
  local.get $1
  select
  local.tee $1
  local.get $0
  i32.mul
  local.tee $6
  local.get $1
  i32.add
  local.tee $0
  i32.const 1560
  i32.load
  local.tee $8
  i32.const 1576
  i32.load
  i32.mul
  local.tee $1
  local.get $0
  local.get $1
  i32.lt_s
  select
  local.set $11
  local.get $6
  local.get $8
  i32.div_s
  local.set $1
  local.get $6
  local.get $8
  i32.rem_s
  local.set $7
  i32.const 1552
  i32.load
  local.get $5
  local.get $6
  i32.mul
  i32.add
  local.set $4
  loop $for-loop|0
   local.get $6
   local.get $11
   i32.lt_s
   if
    local.get $4
    local.set $3
    i32.const 1536
    i32.load
    i32.const 1544
    i32.load
    local.get $7
    i32.const 2
    i32.shl
    i32.add
    i32.load
    local.get $1
    local.get $10
    i32.mul
    i32.add
    local.get $5
    i32.mul
    i32.add
    local.set $0
    block $assembly/runs/copyRun|inlined.0
     local.get $5
     i32.const 128
     i32.gt_u
     if
      local.get $3
      local.get $0
      local.get $5
      memory.copy
      br $assembly/runs/copyRun|inlined.0
     end
     local.get $3
     local.get $5
     i32.add
     local.set $9
     local.get $3
     local.get $5
     i32.const -16
     i32.and
     i32.add
     local.set $2
     loop $for-loop|1
      local.get $2
      local.get $3
      i32.gt_u
      if
       local.get $3
       local.get $0
       v128.load
       v128.store
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       br $for-loop|1
      end
     end
     local.get $9
     local.get $5
     i32.const 3
     i32.and
     i32.sub
     local.set $2
     loop $for-loop|2
      local.get $2
      local.get $3
      i32.gt_u
      if
       local.get $3
       local.get $0
       i32.load
       i32.store
       local.get $0
       i32.const 4
       i32.add
       local.set $0
       local.get $3
       i32.const 4
       i32.add
       local.set $3
       br $for-loop|2
      end
     end
     loop $for-loop|3
      local.get $3
      local.get $9
      i32.lt_u
      if
       local.get $0
       local.tee $2
       i32.const 1
       i32.add
       local.set $0
       local.get $3
       local.get $2
       i32.load8_u
       i32.store8
       local.get $3
       i32.const 1
       i32.add
       local.set $3
       br $for-loop|3
      end
     end
    end
    local.get $4
    local.get $5
    i32.add
    local.set $4
    local.get $8
    local.get $7
    i32.const 1
    i32.add
    local.tee $7
    i32.le_s
    if
     i32.const 0
     local.set $7
     local.get $1
     i32.const 1
     i32.add
     local.set $1
    end
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
 )
 (func $assembly/embedding/gatherRows (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $5
  i32.store
  i32.const 1568
  local.get $6
  i32.store
  i32.const 1576
  local.get $3
  i32.store
  i32.const 1584
  local.get $4
  i32.store
  i32.const 6480
  i32.const 65536
  local.get $6
  i32.const 1
  local.get $6
  select
  i32.div_u
  local.tee $0
  i32.const 1
  local.get $0
  select
  local.tee $0
  local.get $3
  local.get $5
  i32.mul
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/unary/unary (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 1536
  local.get $1
  i32.store
  i32.const 1544
  local.get $2
  i32.store
  i32.const 1552
  local.get $3
  i32.store
  block $__inlined_func$assembly/elementwise/unary/tileOf$160 (result i32)
   block $case15|0
    block $case14|0
     block $case13|0
      block $case12|0
       block $case11|0
        block $case10|0
         block $case9|0
          block $case8|0
           block $case7|0
            block $case6|0
             block $case5|0
              block $case4|0
               block $case3|0
                block $case2|0
                 block $case1|0
                  block $case0|0
                   local.get $0
                   br_table $case0|0 $case1|0 $case2|0 $case3|0 $case4|0 $case5|0 $case6|0 $case7|0 $case8|0 $case9|0 $case10|0 $case11|0 $case15|0 $case12|0 $case13|0 $case14|0 $case15|0
                  end
                  i32.const 5840
                  br $__inlined_func$assembly/elementwise/unary/tileOf$160
                 end
                 i32.const 5872
                 br $__inlined_func$assembly/elementwise/unary/tileOf$160
                end
                i32.const 5904
                br $__inlined_func$assembly/elementwise/unary/tileOf$160
               end
               i32.const 5936
               br $__inlined_func$assembly/elementwise/unary/tileOf$160
              end
              i32.const 5968
              br $__inlined_func$assembly/elementwise/unary/tileOf$160
             end
             i32.const 6000
             br $__inlined_func$assembly/elementwise/unary/tileOf$160
            end
            i32.const 6032
            br $__inlined_func$assembly/elementwise/unary/tileOf$160
           end
           i32.const 6064
           br $__inlined_func$assembly/elementwise/unary/tileOf$160
          end
          i32.const 6096
          br $__inlined_func$assembly/elementwise/unary/tileOf$160
         end
         i32.const 6128
         br $__inlined_func$assembly/elementwise/unary/tileOf$160
        end
        i32.const 6160
        br $__inlined_func$assembly/elementwise/unary/tileOf$160
       end
       i32.const 6192
       br $__inlined_func$assembly/elementwise/unary/tileOf$160
      end
      i32.const 6224
      br $__inlined_func$assembly/elementwise/unary/tileOf$160
     end
     i32.const 6256
     br $__inlined_func$assembly/elementwise/unary/tileOf$160
    end
    i32.const 6288
    br $__inlined_func$assembly/elementwise/unary/tileOf$160
   end
   i32.const 6320
  end
  local.get $3
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/unary/tanhTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    f32x4.abs
    local.tee $5
    local.get $5
    f32x4.add
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $6
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $7
    f32x4.add
    local.tee $8
    local.get $7
    f32x4.sub
    local.set $9
    local.get $0
    local.get $1
    local.get $1
    f32x4.mul
    local.tee $10
    local.get $10
    local.get $10
    local.get $10
    i32.const 4244
    v128.load32_splat
    f32x4.mul
    i32.const 4248
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4252
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4256
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4260
    v128.load32_splat
    f32x4.add
    local.get $10
    f32x4.mul
    local.get $1
    f32x4.mul
    local.get $1
    f32x4.add
    local.get $1
    i32.const 4268
    v128.load32_splat
    local.tee $10
    i32.const 4272
    v128.load32_splat
    local.get $6
    local.get $9
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $9
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $1
    local.get $1
    f32x4.mul
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $1
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $8
    local.get $7
    i32x4.sub
    local.tee $1
    i32.const 1
    i32x4.shr_s
    local.tee $6
    i32.const 4148
    v128.load32_splat
    local.tee $7
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $1
    local.get $6
    i32x4.sub
    local.get $7
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $10
    f32x4.add
    f32x4.div
    f32x4.sub
    i32.const 4276
    v128.load32_splat
    v128.bitselect
    local.get $5
    i32.const 4264
    v128.load32_splat
    f32x4.lt
    v128.bitselect
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   f32x4.abs
   local.tee $5
   local.get $5
   f32x4.add
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $6
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $7
   f32x4.add
   local.tee $8
   local.get $7
   f32x4.sub
   local.set $9
   local.get $0
   local.get $1
   local.get $1
   f32x4.mul
   local.tee $10
   local.get $10
   local.get $10
   local.get $10
   i32.const 4244
   v128.load32_splat
   f32x4.mul
   i32.const 4248
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4252
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4256
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4260
   v128.load32_splat
   f32x4.add
   local.get $10
   f32x4.mul
   local.get $1
   f32x4.mul
   local.get $1
   f32x4.add
   local.get $1
   i32.const 4268
   v128.load32_splat
   local.tee $10
   i32.const 4272
   v128.load32_splat
   local.get $6
   local.get $9
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $9
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $1
   local.get $1
   f32x4.mul
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $1
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $8
   local.get $7
   i32x4.sub
   local.tee $1
   i32.const 1
   i32x4.shr_s
   local.tee $6
   i32.const 4148
   v128.load32_splat
   local.tee $7
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $1
   local.get $6
   i32x4.sub
   local.get $7
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $10
   f32x4.add
   f32x4.div
   f32x4.sub
   i32.const 4276
   v128.load32_splat
   v128.bitselect
   local.get $5
   i32.const 4264
   v128.load32_splat
   f32x4.lt
   v128.bitselect
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/sqrtTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    local.get $2
    v128.load
    f32x4.sqrt
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   f32x4.sqrt
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/softplusTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.pmax
    local.set $5
    local.get $1
    f32x4.abs
    f32x4.neg
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $1
    local.get $1
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $1
    f32x4.add
    local.tee $6
    local.get $1
    f32x4.sub
    local.tee $7
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $7
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $7
    local.get $7
    f32x4.mul
    local.get $7
    local.get $7
    local.get $7
    local.get $7
    local.get $7
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $7
    f32x4.add
    i32.const 4144
    v128.load32_splat
    local.tee $7
    f32x4.add
    local.get $6
    local.get $1
    i32x4.sub
    local.tee $1
    i32.const 1
    i32x4.shr_s
    local.tee $6
    i32.const 4148
    v128.load32_splat
    local.tee $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $1
    local.get $6
    i32x4.sub
    local.get $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.set $1
    local.get $7
    local.get $1
    f32x4.add
    local.tee $6
    local.get $7
    f32x4.sub
    local.set $7
    local.get $6
    i32.const 4164
    v128.load32_splat
    f32x4.mul
    local.get $6
    local.get $6
    i32.const 4160
    v128.load32_splat
    f32x4.lt
    local.tee $8
    v128.bitselect
    i32.const 4236
    v128.load32_splat
    local.tee $9
    i32x4.sub
    local.tee $10
    i32.const 23
    i32x4.shr_s
    local.get $8
    i32.const 4232
    v128.load32_splat
    v128.and
    i32x4.sub
    f32x4.convert_i32x4_s
    local.set $8
    local.get $10
    i32.const 4240
    v128.load32_splat
    v128.and
    local.get $9
    i32x4.add
    i32.const 4216
    v128.load32_splat
    f32x4.sub
    local.tee $9
    local.get $9
    f32x4.mul
    local.set $10
    local.get $0
    local.get $5
    local.get $1
    i32.const 4224
    v128.load32_splat
    local.get $6
    local.get $8
    i32.const 4204
    v128.load32_splat
    f32x4.mul
    local.get $9
    local.get $8
    i32.const 4208
    v128.load32_splat
    f32x4.mul
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    i32.const 4168
    v128.load32_splat
    f32x4.mul
    i32.const 4172
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4176
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4180
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4184
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4188
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4192
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4196
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4200
    v128.load32_splat
    f32x4.add
    local.get $10
    f32x4.mul
    local.get $9
    f32x4.mul
    f32x4.add
    i32.const 4212
    v128.load32_splat
    local.get $10
    f32x4.mul
    f32x4.sub
    f32x4.add
    f32x4.add
    local.get $6
    i32.const 4220
    v128.load32_splat
    f32x4.eq
    v128.bitselect
    local.get $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.eq
    v128.bitselect
    i32.const 4228
    v128.load32_splat
    local.get $6
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.ge
    v128.bitselect
    local.get $1
    local.get $7
    f32x4.div
    f32x4.mul
    local.get $7
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.eq
    v128.bitselect
    f32x4.add
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.pmax
   local.set $5
   local.get $1
   f32x4.abs
   f32x4.neg
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $1
   local.get $1
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $1
   f32x4.add
   local.tee $6
   local.get $1
   f32x4.sub
   local.tee $7
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $7
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $7
   local.get $7
   f32x4.mul
   local.get $7
   local.get $7
   local.get $7
   local.get $7
   local.get $7
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $7
   f32x4.add
   i32.const 4144
   v128.load32_splat
   local.tee $7
   f32x4.add
   local.get $6
   local.get $1
   i32x4.sub
   local.tee $1
   i32.const 1
   i32x4.shr_s
   local.tee $6
   i32.const 4148
   v128.load32_splat
   local.tee $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $1
   local.get $6
   i32x4.sub
   local.get $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.set $1
   local.get $7
   local.get $1
   f32x4.add
   local.tee $6
   local.get $7
   f32x4.sub
   local.set $7
   local.get $6
   i32.const 4164
   v128.load32_splat
   f32x4.mul
   local.get $6
   local.get $6
   i32.const 4160
   v128.load32_splat
   f32x4.lt
   local.tee $8
   v128.bitselect
   i32.const 4236
   v128.load32_splat
   local.tee $9
   i32x4.sub
   local.tee $10
   i32.const 23
   i32x4.shr_s
   local.get $8
   i32.const 4232
   v128.load32_splat
   v128.and
   i32x4.sub
   f32x4.convert_i32x4_s
   local.set $8
   local.get $10
   i32.const 4240
   v128.load32_splat
   v128.and
   local.get $9
   i32x4.add
   i32.const 4216
   v128.load32_splat
   f32x4.sub
   local.tee $9
   local.get $9
   f32x4.mul
   local.set $10
   local.get $0
   local.get $5
   local.get $1
   i32.const 4224
   v128.load32_splat
   local.get $6
   local.get $8
   i32.const 4204
   v128.load32_splat
   f32x4.mul
   local.get $9
   local.get $8
   i32.const 4208
   v128.load32_splat
   f32x4.mul
   local.get $9
   local.get $9
   local.get $9
   local.get $9
   local.get $9
   local.get $9
   local.get $9
   local.get $9
   i32.const 4168
   v128.load32_splat
   f32x4.mul
   i32.const 4172
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4176
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4180
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4184
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4188
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4192
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4196
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4200
   v128.load32_splat
   f32x4.add
   local.get $10
   f32x4.mul
   local.get $9
   f32x4.mul
   f32x4.add
   i32.const 4212
   v128.load32_splat
   local.get $10
   f32x4.mul
   f32x4.sub
   f32x4.add
   f32x4.add
   local.get $6
   i32.const 4220
   v128.load32_splat
   f32x4.eq
   v128.bitselect
   local.get $6
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.eq
   v128.bitselect
   i32.const 4228
   v128.load32_splat
   local.get $6
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.ge
   v128.bitselect
   local.get $1
   local.get $7
   f32x4.div
   f32x4.mul
   local.get $7
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.eq
   v128.bitselect
   f32x4.add
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/sinTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    block $assembly/trigonometry/wave4|inlined.52 (result v128)
     local.get $2
     v128.load
     local.tee $1
     f32x4.abs
     v128.const i32x4 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb
     f32x4.gt
     v128.any_true
     if
      local.get $1
      i64.const 0
      call $assembly/trigonometry/farWave4
      br $assembly/trigonometry/wave4|inlined.52
     end
     local.get $1
     f64x2.promote_low_f32x4
     local.tee $5
     i32.const 4416
     v128.load64_splat
     local.tee $6
     f64x2.mul
     f64x2.nearest
     local.set $7
     local.get $5
     local.get $7
     i32.const 4424
     v128.load64_splat
     local.tee $5
     f64x2.mul
     f64x2.sub
     local.get $7
     i32.const 4432
     v128.load64_splat
     local.tee $8
     f64x2.mul
     f64x2.sub
     local.tee $9
     local.get $9
     f64x2.mul
     local.tee $10
     local.get $10
     f64x2.mul
     local.set $11
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     local.tee $1
     local.get $6
     f64x2.mul
     f64x2.nearest
     local.set $6
     local.get $1
     local.get $6
     local.get $5
     f64x2.mul
     f64x2.sub
     local.get $6
     local.get $8
     f64x2.mul
     f64x2.sub
     local.tee $1
     local.get $1
     f64x2.mul
     local.tee $5
     local.get $5
     f64x2.mul
     local.set $8
     i32.const 4504
     v128.load64_splat
     local.tee $12
     local.get $10
     i32.const 4472
     v128.load64_splat
     local.tee $13
     f64x2.mul
     f64x2.add
     local.get $11
     i32.const 4480
     v128.load64_splat
     local.tee $14
     f64x2.mul
     f64x2.add
     local.get $11
     local.get $10
     f64x2.mul
     i32.const 4488
     v128.load64_splat
     local.tee $15
     local.get $10
     i32.const 4496
     v128.load64_splat
     local.tee $16
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $9
     local.get $10
     local.get $9
     f64x2.mul
     local.tee $9
     i32.const 4440
     v128.load64_splat
     local.tee $17
     local.get $10
     i32.const 4448
     v128.load64_splat
     local.tee $18
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $9
     local.get $11
     f64x2.mul
     i32.const 4456
     v128.load64_splat
     local.tee $9
     local.get $10
     i32.const 4464
     v128.load64_splat
     local.tee $10
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $7
     i32x4.trunc_sat_f64x2_s_zero
     i64x2.extend_low_i32x4_s
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.add
     local.tee $7
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     v128.and
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.ne
     v128.bitselect
     local.get $7
     v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
     v128.and
     i32.const 62
     i64x2.shl
     v128.xor
     f32x4.demote_f64x2_zero
     local.get $12
     local.get $5
     local.get $13
     f64x2.mul
     f64x2.add
     local.get $8
     local.get $14
     f64x2.mul
     f64x2.add
     local.get $8
     local.get $5
     f64x2.mul
     local.get $15
     local.get $5
     local.get $16
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $1
     local.get $5
     local.get $1
     f64x2.mul
     local.tee $1
     local.get $17
     local.get $5
     local.get $18
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $1
     local.get $8
     f64x2.mul
     local.get $9
     local.get $5
     local.get $10
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $6
     i32x4.trunc_sat_f64x2_s_zero
     i64x2.extend_low_i32x4_s
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.add
     local.tee $1
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     v128.and
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.ne
     v128.bitselect
     local.get $1
     v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
     v128.and
     i32.const 62
     i64x2.shl
     v128.xor
     f32x4.demote_f64x2_zero
     i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    end
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   block $assembly/trigonometry/wave4|inlined.54 (result v128)
    local.get $3
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $1
     v128.load32_lane 2
     local.set $1
    end
    local.get $1
    f32x4.abs
    v128.const i32x4 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb
    f32x4.gt
    v128.any_true
    if
     local.get $1
     i64.const 0
     call $assembly/trigonometry/farWave4
     br $assembly/trigonometry/wave4|inlined.54
    end
    local.get $1
    f64x2.promote_low_f32x4
    local.tee $5
    i32.const 4416
    v128.load64_splat
    local.tee $6
    f64x2.mul
    f64x2.nearest
    local.set $7
    local.get $5
    local.get $7
    i32.const 4424
    v128.load64_splat
    local.tee $5
    f64x2.mul
    f64x2.sub
    local.get $7
    i32.const 4432
    v128.load64_splat
    local.tee $8
    f64x2.mul
    f64x2.sub
    local.tee $9
    local.get $9
    f64x2.mul
    local.tee $10
    local.get $10
    f64x2.mul
    local.set $11
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    local.tee $1
    local.get $6
    f64x2.mul
    f64x2.nearest
    local.set $6
    local.get $1
    local.get $6
    local.get $5
    f64x2.mul
    f64x2.sub
    local.get $6
    local.get $8
    f64x2.mul
    f64x2.sub
    local.tee $1
    local.get $1
    f64x2.mul
    local.tee $5
    local.get $5
    f64x2.mul
    local.set $8
    i32.const 4504
    v128.load64_splat
    local.tee $12
    local.get $10
    i32.const 4472
    v128.load64_splat
    local.tee $13
    f64x2.mul
    f64x2.add
    local.get $11
    i32.const 4480
    v128.load64_splat
    local.tee $14
    f64x2.mul
    f64x2.add
    local.get $11
    local.get $10
    f64x2.mul
    i32.const 4488
    v128.load64_splat
    local.tee $15
    local.get $10
    i32.const 4496
    v128.load64_splat
    local.tee $16
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $9
    local.get $10
    local.get $9
    f64x2.mul
    local.tee $9
    i32.const 4440
    v128.load64_splat
    local.tee $17
    local.get $10
    i32.const 4448
    v128.load64_splat
    local.tee $18
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $9
    local.get $11
    f64x2.mul
    i32.const 4456
    v128.load64_splat
    local.tee $9
    local.get $10
    i32.const 4464
    v128.load64_splat
    local.tee $10
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $7
    i32x4.trunc_sat_f64x2_s_zero
    i64x2.extend_low_i32x4_s
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.add
    local.tee $7
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    v128.and
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.ne
    v128.bitselect
    local.get $7
    v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
    v128.and
    i32.const 62
    i64x2.shl
    v128.xor
    f32x4.demote_f64x2_zero
    local.get $12
    local.get $5
    local.get $13
    f64x2.mul
    f64x2.add
    local.get $8
    local.get $14
    f64x2.mul
    f64x2.add
    local.get $8
    local.get $5
    f64x2.mul
    local.get $15
    local.get $5
    local.get $16
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $1
    local.get $5
    local.get $1
    f64x2.mul
    local.tee $1
    local.get $17
    local.get $5
    local.get $18
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $1
    local.get $8
    f64x2.mul
    local.get $9
    local.get $5
    local.get $10
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $6
    i32x4.trunc_sat_f64x2_s_zero
    i64x2.extend_low_i32x4_s
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.add
    local.tee $1
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    v128.and
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.ne
    v128.bitselect
    local.get $1
    v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
    v128.and
    i32.const 62
    i64x2.shl
    v128.xor
    f32x4.demote_f64x2_zero
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
   end
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/siluTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    f32x4.abs
    f32x4.neg
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $5
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $6
    f32x4.add
    local.tee $7
    local.get $6
    f32x4.sub
    local.set $8
    local.get $0
    local.get $1
    local.get $5
    local.get $8
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $8
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $5
    local.get $5
    f32x4.mul
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $5
    f32x4.add
    i32.const 4144
    v128.load32_splat
    local.tee $5
    f32x4.add
    local.get $7
    local.get $6
    i32x4.sub
    local.tee $6
    i32.const 1
    i32x4.shr_s
    local.tee $7
    i32.const 4148
    v128.load32_splat
    local.tee $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $6
    local.get $7
    i32x4.sub
    local.get $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.tee $6
    local.get $5
    local.get $5
    local.get $6
    f32x4.add
    f32x4.div
    local.tee $5
    f32x4.mul
    local.get $5
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.lt
    v128.bitselect
    f32x4.mul
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   f32x4.abs
   f32x4.neg
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $5
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $6
   f32x4.add
   local.tee $7
   local.get $6
   f32x4.sub
   local.set $8
   local.get $0
   local.get $1
   local.get $5
   local.get $8
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $8
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $5
   local.get $5
   f32x4.mul
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $5
   f32x4.add
   i32.const 4144
   v128.load32_splat
   local.tee $5
   f32x4.add
   local.get $7
   local.get $6
   i32x4.sub
   local.tee $6
   i32.const 1
   i32x4.shr_s
   local.tee $7
   i32.const 4148
   v128.load32_splat
   local.tee $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $6
   local.get $7
   i32x4.sub
   local.get $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.tee $6
   local.get $5
   local.get $5
   local.get $6
   f32x4.add
   f32x4.div
   local.tee $5
   f32x4.mul
   local.get $5
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.lt
   v128.bitselect
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/sigmoidTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    f32x4.abs
    f32x4.neg
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $5
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $6
    f32x4.add
    local.tee $7
    local.get $6
    f32x4.sub
    local.set $8
    local.get $0
    local.get $5
    local.get $8
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $8
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $5
    local.get $5
    f32x4.mul
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    local.get $5
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $5
    f32x4.add
    i32.const 4144
    v128.load32_splat
    local.tee $5
    f32x4.add
    local.get $7
    local.get $6
    i32x4.sub
    local.tee $6
    i32.const 1
    i32x4.shr_s
    local.tee $7
    i32.const 4148
    v128.load32_splat
    local.tee $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $6
    local.get $7
    i32x4.sub
    local.get $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.tee $6
    local.get $5
    local.get $5
    local.get $6
    f32x4.add
    f32x4.div
    local.tee $5
    f32x4.mul
    local.get $5
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.lt
    v128.bitselect
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   f32x4.abs
   f32x4.neg
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $5
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $6
   f32x4.add
   local.tee $7
   local.get $6
   f32x4.sub
   local.set $8
   local.get $0
   local.get $5
   local.get $8
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $8
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $5
   local.get $5
   f32x4.mul
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $5
   f32x4.add
   i32.const 4144
   v128.load32_splat
   local.tee $5
   f32x4.add
   local.get $7
   local.get $6
   i32x4.sub
   local.tee $6
   i32.const 1
   i32x4.shr_s
   local.tee $7
   i32.const 4148
   v128.load32_splat
   local.tee $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $6
   local.get $7
   i32x4.sub
   local.get $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.tee $6
   local.get $5
   local.get $5
   local.get $6
   f32x4.add
   f32x4.div
   local.tee $5
   f32x4.mul
   local.get $5
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.lt
   v128.bitselect
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/rsqrtTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    local.get $2
    v128.load
    f32x4.sqrt
    f32x4.div
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   f32x4.sqrt
   f32x4.div
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/reluTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    local.get $2
    v128.load
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.pmax
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.pmax
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/negateTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    local.get $2
    v128.load
    f32x4.neg
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   f32x4.neg
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/logTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    i32.const 4160
    v128.load32_splat
    f32x4.lt
    local.set $5
    local.get $1
    i32.const 4164
    v128.load32_splat
    f32x4.mul
    local.get $1
    local.get $5
    v128.bitselect
    i32.const 4236
    v128.load32_splat
    local.tee $6
    i32x4.sub
    local.tee $7
    i32.const 23
    i32x4.shr_s
    local.get $5
    i32.const 4232
    v128.load32_splat
    v128.and
    i32x4.sub
    f32x4.convert_i32x4_s
    local.set $5
    local.get $7
    i32.const 4240
    v128.load32_splat
    v128.and
    local.get $6
    i32x4.add
    i32.const 4216
    v128.load32_splat
    f32x4.sub
    local.tee $6
    local.get $6
    f32x4.mul
    local.set $7
    local.get $0
    i32.const 4224
    v128.load32_splat
    local.get $1
    local.get $5
    i32.const 4204
    v128.load32_splat
    f32x4.mul
    local.get $6
    local.get $5
    i32.const 4208
    v128.load32_splat
    f32x4.mul
    local.get $6
    local.get $6
    local.get $6
    local.get $6
    local.get $6
    local.get $6
    local.get $6
    local.get $6
    i32.const 4168
    v128.load32_splat
    f32x4.mul
    i32.const 4172
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4176
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4180
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4184
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4188
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4192
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4196
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4200
    v128.load32_splat
    f32x4.add
    local.get $7
    f32x4.mul
    local.get $6
    f32x4.mul
    f32x4.add
    i32.const 4212
    v128.load32_splat
    local.get $7
    f32x4.mul
    f32x4.sub
    f32x4.add
    f32x4.add
    local.get $1
    i32.const 4220
    v128.load32_splat
    f32x4.eq
    v128.bitselect
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.eq
    v128.bitselect
    i32.const 4228
    v128.load32_splat
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.ge
    v128.bitselect
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   i32.const 4164
   v128.load32_splat
   f32x4.mul
   local.get $1
   local.get $1
   i32.const 4160
   v128.load32_splat
   f32x4.lt
   local.tee $5
   v128.bitselect
   i32.const 4236
   v128.load32_splat
   local.tee $6
   i32x4.sub
   local.tee $7
   i32.const 23
   i32x4.shr_s
   local.get $5
   i32.const 4232
   v128.load32_splat
   v128.and
   i32x4.sub
   f32x4.convert_i32x4_s
   local.set $5
   local.get $7
   i32.const 4240
   v128.load32_splat
   v128.and
   local.get $6
   i32x4.add
   i32.const 4216
   v128.load32_splat
   f32x4.sub
   local.tee $6
   local.get $6
   f32x4.mul
   local.set $7
   local.get $0
   i32.const 4224
   v128.load32_splat
   local.get $1
   local.get $5
   i32.const 4204
   v128.load32_splat
   f32x4.mul
   local.get $6
   local.get $5
   i32.const 4208
   v128.load32_splat
   f32x4.mul
   local.get $6
   local.get $6
   local.get $6
   local.get $6
   local.get $6
   local.get $6
   local.get $6
   local.get $6
   i32.const 4168
   v128.load32_splat
   f32x4.mul
   i32.const 4172
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4176
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4180
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4184
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4188
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4192
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4196
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4200
   v128.load32_splat
   f32x4.add
   local.get $7
   f32x4.mul
   local.get $6
   f32x4.mul
   f32x4.add
   i32.const 4212
   v128.load32_splat
   local.get $7
   f32x4.mul
   f32x4.sub
   f32x4.add
   f32x4.add
   local.get $1
   i32.const 4220
   v128.load32_splat
   f32x4.eq
   v128.bitselect
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.eq
   v128.bitselect
   i32.const 4228
   v128.load32_splat
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.ge
   v128.bitselect
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/geluTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    i32.const 4340
    v128.load32_splat
    f32x4.mul
    local.tee $5
    f32x4.abs
    local.tee $6
    local.get $6
    local.get $6
    local.get $6
    i32.const 4304
    v128.load32_splat
    f32x4.mul
    i32.const 4308
    v128.load32_splat
    f32x4.add
    local.get $6
    local.get $6
    f32x4.mul
    f32x4.mul
    local.get $6
    i32.const 4312
    v128.load32_splat
    f32x4.mul
    i32.const 4316
    v128.load32_splat
    f32x4.add
    f32x4.add
    f32x4.mul
    i32.const 4320
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4324
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4328
    v128.load32_splat
    f32x4.add
    local.get $6
    f32x4.mul
    local.get $6
    f32x4.sub
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $7
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $8
    f32x4.add
    local.tee $9
    local.get $8
    f32x4.sub
    local.set $10
    i32.const 4336
    v128.load32_splat
    local.tee $11
    local.get $7
    local.get $10
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $10
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $7
    local.get $7
    f32x4.mul
    local.get $7
    local.get $7
    local.get $7
    local.get $7
    local.get $7
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $7
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $9
    local.get $8
    i32x4.sub
    local.tee $7
    i32.const 1
    i32x4.shr_s
    local.tee $8
    i32.const 4148
    v128.load32_splat
    local.tee $9
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $7
    local.get $8
    i32x4.sub
    local.get $9
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    f32x4.mul
    local.set $7
    local.get $0
    local.get $1
    local.get $11
    local.get $5
    local.get $5
    f32x4.mul
    local.tee $8
    local.get $8
    local.get $8
    local.get $8
    local.get $8
    i32.const 4280
    v128.load32_splat
    f32x4.mul
    i32.const 4284
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4288
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4292
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4296
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4300
    v128.load32_splat
    f32x4.add
    local.get $5
    f32x4.mul
    local.get $5
    f32x4.add
    f32x4.mul
    local.get $11
    f32x4.add
    local.get $7
    i32.const 4344
    v128.load32_splat
    local.get $7
    f32x4.sub
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.lt
    v128.bitselect
    local.get $6
    i32.const 4332
    v128.load32_splat
    f32x4.le
    v128.bitselect
    f32x4.mul
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   i32.const 4340
   v128.load32_splat
   f32x4.mul
   local.tee $5
   f32x4.abs
   local.tee $6
   local.get $6
   local.get $6
   local.get $6
   i32.const 4304
   v128.load32_splat
   f32x4.mul
   i32.const 4308
   v128.load32_splat
   f32x4.add
   local.get $6
   local.get $6
   f32x4.mul
   f32x4.mul
   local.get $6
   i32.const 4312
   v128.load32_splat
   f32x4.mul
   i32.const 4316
   v128.load32_splat
   f32x4.add
   f32x4.add
   f32x4.mul
   i32.const 4320
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4324
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4328
   v128.load32_splat
   f32x4.add
   local.get $6
   f32x4.mul
   local.get $6
   f32x4.sub
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $7
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $8
   f32x4.add
   local.tee $9
   local.get $8
   f32x4.sub
   local.set $10
   i32.const 4336
   v128.load32_splat
   local.tee $11
   local.get $7
   local.get $10
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $10
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $7
   local.get $7
   f32x4.mul
   local.get $7
   local.get $7
   local.get $7
   local.get $7
   local.get $7
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $7
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $9
   local.get $8
   i32x4.sub
   local.tee $7
   i32.const 1
   i32x4.shr_s
   local.tee $8
   i32.const 4148
   v128.load32_splat
   local.tee $9
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $7
   local.get $8
   i32x4.sub
   local.get $9
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   f32x4.mul
   local.set $7
   local.get $0
   local.get $1
   local.get $11
   local.get $5
   local.get $5
   f32x4.mul
   local.tee $8
   local.get $8
   local.get $8
   local.get $8
   local.get $8
   i32.const 4280
   v128.load32_splat
   f32x4.mul
   i32.const 4284
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4288
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4292
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4296
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4300
   v128.load32_splat
   f32x4.add
   local.get $5
   f32x4.mul
   local.get $5
   f32x4.add
   f32x4.mul
   local.get $11
   f32x4.add
   local.get $7
   i32.const 4344
   v128.load32_splat
   local.get $7
   f32x4.sub
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.lt
   v128.bitselect
   local.get $6
   i32.const 4332
   v128.load32_splat
   f32x4.le
   v128.bitselect
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/geluTanhTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
    f32x4.mul
    local.get $1
    local.get $1
    f32x4.mul
    v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
    f32x4.mul
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    f32x4.add
    f32x4.mul
    local.tee $5
    f32x4.abs
    local.tee $6
    local.get $6
    f32x4.add
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $7
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $8
    f32x4.add
    local.tee $9
    local.get $8
    f32x4.sub
    local.set $10
    local.get $0
    local.get $1
    v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
    f32x4.mul
    local.tee $11
    local.get $5
    local.get $5
    f32x4.mul
    local.tee $1
    local.get $1
    local.get $1
    local.get $1
    i32.const 4244
    v128.load32_splat
    f32x4.mul
    i32.const 4248
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4252
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4256
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4260
    v128.load32_splat
    f32x4.add
    local.get $1
    f32x4.mul
    local.get $5
    f32x4.mul
    local.get $5
    f32x4.add
    local.get $5
    i32.const 4268
    v128.load32_splat
    local.tee $5
    i32.const 4272
    v128.load32_splat
    local.get $7
    local.get $10
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $10
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $1
    local.get $1
    f32x4.mul
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $1
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $9
    local.get $8
    i32x4.sub
    local.tee $1
    i32.const 1
    i32x4.shr_s
    local.tee $7
    i32.const 4148
    v128.load32_splat
    local.tee $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $1
    local.get $7
    i32x4.sub
    local.get $8
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $5
    f32x4.add
    f32x4.div
    f32x4.sub
    i32.const 4276
    v128.load32_splat
    v128.bitselect
    local.get $6
    i32.const 4264
    v128.load32_splat
    f32x4.lt
    v128.bitselect
    f32x4.mul
    local.get $11
    f32x4.add
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
   f32x4.mul
   local.get $1
   local.get $1
   f32x4.mul
   v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
   f32x4.mul
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   f32x4.add
   f32x4.mul
   local.tee $5
   f32x4.abs
   local.tee $6
   local.get $6
   f32x4.add
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $7
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $8
   f32x4.add
   local.tee $9
   local.get $8
   f32x4.sub
   local.set $10
   local.get $0
   local.get $1
   v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
   f32x4.mul
   local.tee $11
   local.get $5
   local.get $5
   f32x4.mul
   local.tee $1
   local.get $1
   local.get $1
   local.get $1
   i32.const 4244
   v128.load32_splat
   f32x4.mul
   i32.const 4248
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4252
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4256
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4260
   v128.load32_splat
   f32x4.add
   local.get $1
   f32x4.mul
   local.get $5
   f32x4.mul
   local.get $5
   f32x4.add
   local.get $5
   i32.const 4268
   v128.load32_splat
   local.tee $5
   i32.const 4272
   v128.load32_splat
   local.get $7
   local.get $10
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $10
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $1
   local.get $1
   f32x4.mul
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $1
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $9
   local.get $8
   i32x4.sub
   local.tee $1
   i32.const 1
   i32x4.shr_s
   local.tee $7
   i32.const 4148
   v128.load32_splat
   local.tee $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $1
   local.get $7
   i32x4.sub
   local.get $8
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $5
   f32x4.add
   f32x4.div
   f32x4.sub
   i32.const 4276
   v128.load32_splat
   v128.bitselect
   local.get $6
   i32.const 4264
   v128.load32_splat
   f32x4.lt
   v128.bitselect
   f32x4.mul
   local.get $11
   f32x4.add
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/expTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $1
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $5
    f32x4.add
    local.tee $6
    local.get $5
    f32x4.sub
    local.set $7
    local.get $0
    local.get $1
    local.get $7
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $7
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $1
    local.get $1
    f32x4.mul
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $1
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $6
    local.get $5
    i32x4.sub
    local.tee $1
    i32.const 1
    i32x4.shr_s
    local.tee $5
    i32.const 4148
    v128.load32_splat
    local.tee $6
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $1
    local.get $5
    i32x4.sub
    local.get $6
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $1
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $5
   f32x4.add
   local.tee $6
   local.get $5
   f32x4.sub
   local.set $7
   local.get $0
   local.get $1
   local.get $7
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $7
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $1
   local.get $1
   f32x4.mul
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $1
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $6
   local.get $5
   i32x4.sub
   local.tee $1
   i32.const 1
   i32x4.shr_s
   local.tee $5
   i32.const 4148
   v128.load32_splat
   local.tee $6
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $1
   local.get $5
   i32x4.sub
   local.get $6
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/erfTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $2
    v128.load
    local.tee $1
    f32x4.abs
    local.tee $5
    local.get $5
    local.get $5
    local.get $5
    i32.const 4304
    v128.load32_splat
    f32x4.mul
    i32.const 4308
    v128.load32_splat
    f32x4.add
    local.get $5
    local.get $5
    f32x4.mul
    f32x4.mul
    local.get $5
    i32.const 4312
    v128.load32_splat
    f32x4.mul
    i32.const 4316
    v128.load32_splat
    f32x4.add
    f32x4.add
    f32x4.mul
    i32.const 4320
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4324
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4328
    v128.load32_splat
    f32x4.add
    local.get $5
    f32x4.mul
    local.get $5
    f32x4.sub
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $6
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $7
    f32x4.add
    local.tee $8
    local.get $7
    f32x4.sub
    local.set $9
    local.get $0
    local.get $1
    local.get $1
    f32x4.mul
    local.tee $10
    local.get $10
    local.get $10
    local.get $10
    local.get $10
    i32.const 4280
    v128.load32_splat
    f32x4.mul
    i32.const 4284
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4288
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4292
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4296
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4300
    v128.load32_splat
    f32x4.add
    local.get $1
    f32x4.mul
    local.get $1
    f32x4.add
    local.get $1
    i32.const 4344
    v128.load32_splat
    local.get $6
    local.get $9
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $9
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $1
    local.get $1
    f32x4.mul
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    local.get $1
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $1
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $8
    local.get $7
    i32x4.sub
    local.tee $1
    i32.const 1
    i32x4.shr_s
    local.tee $6
    i32.const 4148
    v128.load32_splat
    local.tee $7
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $1
    local.get $6
    i32x4.sub
    local.get $7
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    f32x4.sub
    i32.const 4276
    v128.load32_splat
    v128.bitselect
    local.get $5
    i32.const 4332
    v128.load32_splat
    f32x4.le
    v128.bitselect
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $1
   f32x4.abs
   local.tee $5
   local.get $5
   local.get $5
   local.get $5
   i32.const 4304
   v128.load32_splat
   f32x4.mul
   i32.const 4308
   v128.load32_splat
   f32x4.add
   local.get $5
   local.get $5
   f32x4.mul
   f32x4.mul
   local.get $5
   i32.const 4312
   v128.load32_splat
   f32x4.mul
   i32.const 4316
   v128.load32_splat
   f32x4.add
   f32x4.add
   f32x4.mul
   i32.const 4320
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4324
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4328
   v128.load32_splat
   f32x4.add
   local.get $5
   f32x4.mul
   local.get $5
   f32x4.sub
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $6
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $7
   f32x4.add
   local.tee $8
   local.get $7
   f32x4.sub
   local.set $9
   local.get $0
   local.get $1
   local.get $1
   f32x4.mul
   local.tee $10
   local.get $10
   local.get $10
   local.get $10
   local.get $10
   i32.const 4280
   v128.load32_splat
   f32x4.mul
   i32.const 4284
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4288
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4292
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4296
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4300
   v128.load32_splat
   f32x4.add
   local.get $1
   f32x4.mul
   local.get $1
   f32x4.add
   local.get $1
   i32.const 4344
   v128.load32_splat
   local.get $6
   local.get $9
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $9
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $1
   local.get $1
   f32x4.mul
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   local.get $1
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $1
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $8
   local.get $7
   i32x4.sub
   local.tee $1
   i32.const 1
   i32x4.shr_s
   local.tee $6
   i32.const 4148
   v128.load32_splat
   local.tee $7
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $1
   local.get $6
   i32x4.sub
   local.get $7
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   f32x4.sub
   i32.const 4276
   v128.load32_splat
   v128.bitselect
   local.get $5
   i32.const 4332
   v128.load32_splat
   f32x4.le
   v128.bitselect
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/cosTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    block $assembly/trigonometry/wave4|inlined.57 (result v128)
     local.get $2
     v128.load
     local.tee $1
     f32x4.abs
     v128.const i32x4 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb
     f32x4.gt
     v128.any_true
     if
      local.get $1
      i64.const 1
      call $assembly/trigonometry/farWave4
      br $assembly/trigonometry/wave4|inlined.57
     end
     local.get $1
     f64x2.promote_low_f32x4
     local.tee $5
     i32.const 4416
     v128.load64_splat
     local.tee $6
     f64x2.mul
     f64x2.nearest
     local.set $7
     local.get $5
     local.get $7
     i32.const 4424
     v128.load64_splat
     local.tee $5
     f64x2.mul
     f64x2.sub
     local.get $7
     i32.const 4432
     v128.load64_splat
     local.tee $8
     f64x2.mul
     f64x2.sub
     local.tee $9
     local.get $9
     f64x2.mul
     local.tee $10
     local.get $10
     f64x2.mul
     local.set $11
     local.get $1
     local.get $1
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     local.tee $1
     local.get $6
     f64x2.mul
     f64x2.nearest
     local.set $6
     local.get $1
     local.get $6
     local.get $5
     f64x2.mul
     f64x2.sub
     local.get $6
     local.get $8
     f64x2.mul
     f64x2.sub
     local.tee $1
     local.get $1
     f64x2.mul
     local.tee $5
     local.get $5
     f64x2.mul
     local.set $8
     i32.const 4504
     v128.load64_splat
     local.tee $12
     local.get $10
     i32.const 4472
     v128.load64_splat
     local.tee $13
     f64x2.mul
     f64x2.add
     local.get $11
     i32.const 4480
     v128.load64_splat
     local.tee $14
     f64x2.mul
     f64x2.add
     local.get $11
     local.get $10
     f64x2.mul
     i32.const 4488
     v128.load64_splat
     local.tee $15
     local.get $10
     i32.const 4496
     v128.load64_splat
     local.tee $16
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $9
     local.get $10
     local.get $9
     f64x2.mul
     local.tee $9
     i32.const 4440
     v128.load64_splat
     local.tee $17
     local.get $10
     i32.const 4448
     v128.load64_splat
     local.tee $18
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $9
     local.get $11
     f64x2.mul
     i32.const 4456
     v128.load64_splat
     local.tee $9
     local.get $10
     i32.const 4464
     v128.load64_splat
     local.tee $10
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $7
     i32x4.trunc_sat_f64x2_s_zero
     i64x2.extend_low_i32x4_s
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     i64x2.add
     local.tee $7
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     v128.and
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.ne
     v128.bitselect
     local.get $7
     v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
     v128.and
     i32.const 62
     i64x2.shl
     v128.xor
     f32x4.demote_f64x2_zero
     local.get $12
     local.get $5
     local.get $13
     f64x2.mul
     f64x2.add
     local.get $8
     local.get $14
     f64x2.mul
     f64x2.add
     local.get $8
     local.get $5
     f64x2.mul
     local.get $15
     local.get $5
     local.get $16
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $1
     local.get $5
     local.get $1
     f64x2.mul
     local.tee $1
     local.get $17
     local.get $5
     local.get $18
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $1
     local.get $8
     f64x2.mul
     local.get $9
     local.get $5
     local.get $10
     f64x2.mul
     f64x2.add
     f64x2.mul
     f64x2.add
     local.get $6
     i32x4.trunc_sat_f64x2_s_zero
     i64x2.extend_low_i32x4_s
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     i64x2.add
     local.tee $1
     v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
     v128.and
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     i64x2.ne
     v128.bitselect
     local.get $1
     v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
     v128.and
     i32.const 62
     i64x2.shl
     v128.xor
     f32x4.demote_f64x2_zero
     i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    end
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   block $assembly/trigonometry/wave4|inlined.59 (result v128)
    local.get $3
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $1
     v128.load32_lane 2
     local.set $1
    end
    local.get $1
    f32x4.abs
    v128.const i32x4 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb 0x4dc90fdb
    f32x4.gt
    v128.any_true
    if
     local.get $1
     i64.const 1
     call $assembly/trigonometry/farWave4
     br $assembly/trigonometry/wave4|inlined.59
    end
    local.get $1
    f64x2.promote_low_f32x4
    local.tee $5
    i32.const 4416
    v128.load64_splat
    local.tee $6
    f64x2.mul
    f64x2.nearest
    local.set $7
    local.get $5
    local.get $7
    i32.const 4424
    v128.load64_splat
    local.tee $5
    f64x2.mul
    f64x2.sub
    local.get $7
    i32.const 4432
    v128.load64_splat
    local.tee $8
    f64x2.mul
    f64x2.sub
    local.tee $9
    local.get $9
    f64x2.mul
    local.tee $10
    local.get $10
    f64x2.mul
    local.set $11
    local.get $1
    local.get $1
    i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
    f64x2.promote_low_f32x4
    local.tee $1
    local.get $6
    f64x2.mul
    f64x2.nearest
    local.set $6
    local.get $1
    local.get $6
    local.get $5
    f64x2.mul
    f64x2.sub
    local.get $6
    local.get $8
    f64x2.mul
    f64x2.sub
    local.tee $1
    local.get $1
    f64x2.mul
    local.tee $5
    local.get $5
    f64x2.mul
    local.set $8
    i32.const 4504
    v128.load64_splat
    local.tee $12
    local.get $10
    i32.const 4472
    v128.load64_splat
    local.tee $13
    f64x2.mul
    f64x2.add
    local.get $11
    i32.const 4480
    v128.load64_splat
    local.tee $14
    f64x2.mul
    f64x2.add
    local.get $11
    local.get $10
    f64x2.mul
    i32.const 4488
    v128.load64_splat
    local.tee $15
    local.get $10
    i32.const 4496
    v128.load64_splat
    local.tee $16
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $9
    local.get $10
    local.get $9
    f64x2.mul
    local.tee $9
    i32.const 4440
    v128.load64_splat
    local.tee $17
    local.get $10
    i32.const 4448
    v128.load64_splat
    local.tee $18
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $9
    local.get $11
    f64x2.mul
    i32.const 4456
    v128.load64_splat
    local.tee $9
    local.get $10
    i32.const 4464
    v128.load64_splat
    local.tee $10
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $7
    i32x4.trunc_sat_f64x2_s_zero
    i64x2.extend_low_i32x4_s
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    i64x2.add
    local.tee $7
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    v128.and
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.ne
    v128.bitselect
    local.get $7
    v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
    v128.and
    i32.const 62
    i64x2.shl
    v128.xor
    f32x4.demote_f64x2_zero
    local.get $12
    local.get $5
    local.get $13
    f64x2.mul
    f64x2.add
    local.get $8
    local.get $14
    f64x2.mul
    f64x2.add
    local.get $8
    local.get $5
    f64x2.mul
    local.get $15
    local.get $5
    local.get $16
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $1
    local.get $5
    local.get $1
    f64x2.mul
    local.tee $1
    local.get $17
    local.get $5
    local.get $18
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $1
    local.get $8
    f64x2.mul
    local.get $9
    local.get $5
    local.get $10
    f64x2.mul
    f64x2.add
    f64x2.mul
    f64x2.add
    local.get $6
    i32x4.trunc_sat_f64x2_s_zero
    i64x2.extend_low_i32x4_s
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    i64x2.add
    local.tee $1
    v128.const i32x4 0x00000001 0x00000000 0x00000001 0x00000000
    v128.and
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    i64x2.ne
    v128.bitselect
    local.get $1
    v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000
    v128.and
    i32.const 62
    i64x2.shl
    v128.xor
    f32x4.demote_f64x2_zero
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
   end
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary/absTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    local.get $2
    v128.load
    f32x4.abs
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $2
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
   else
    local.get $1
   end
   f32x4.abs
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary-gradient/unaryGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $1
  i32.store
  i32.const 1544
  local.get $2
  i32.store
  i32.const 1552
  local.get $3
  i32.store
  i32.const 1560
  local.get $4
  i32.store
  block $__inlined_func$assembly/elementwise/unary-gradient/tileOf$173 (result i32)
   block $case3|0
    block $case2|0
     block $case1|0
      block $case0|0
       local.get $0
       br_table $case0|0 $case1|0 $case2|0 $case3|0
      end
      i32.const 6352
      br $__inlined_func$assembly/elementwise/unary-gradient/tileOf$173
     end
     i32.const 6384
     br $__inlined_func$assembly/elementwise/unary-gradient/tileOf$173
    end
    i32.const 6416
    br $__inlined_func$assembly/elementwise/unary-gradient/tileOf$173
   end
   i32.const 6448
  end
  local.get $4
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/unary-gradient/siluTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 v128)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $5
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1560
  i32.load
  local.tee $4
  local.get $0
  local.get $4
  i32.lt_s
  select
  local.set $4
  local.get $5
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $7
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.set $6
  i32.const 1552
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $5
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $5
  loop $for-loop|0
   local.get $0
   local.get $5
   i32.lt_u
   if
    local.get $7
    v128.load
    local.tee $1
    f32x4.abs
    f32x4.neg
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $2
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $3
    f32x4.add
    local.tee $8
    local.get $3
    f32x4.sub
    local.set $9
    local.get $0
    local.get $6
    v128.load
    local.get $2
    local.get $9
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $9
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $2
    local.get $2
    f32x4.mul
    local.get $2
    local.get $2
    local.get $2
    local.get $2
    local.get $2
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $2
    f32x4.add
    i32.const 4144
    v128.load32_splat
    local.tee $2
    f32x4.add
    local.get $8
    local.get $3
    i32x4.sub
    local.tee $3
    i32.const 1
    i32x4.shr_s
    local.tee $8
    i32.const 4148
    v128.load32_splat
    local.tee $9
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $3
    local.get $8
    i32x4.sub
    local.get $9
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.tee $3
    local.get $2
    local.get $2
    local.get $3
    f32x4.add
    f32x4.div
    local.tee $2
    f32x4.mul
    local.get $2
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.lt
    v128.bitselect
    local.tee $2
    local.get $1
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    local.get $2
    f32x4.sub
    f32x4.mul
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    f32x4.add
    f32x4.mul
    f32x4.mul
    v128.store
    local.get $7
    i32.const 16
    i32.add
    local.set $7
    local.get $6
    i32.const 16
    i32.add
    local.set $6
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $4
  if
   local.get $7
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $4
   i32.const 1
   i32.gt_u
   if
    local.get $7
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $4
   i32.const 2
   i32.gt_u
   if
    local.get $7
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $6
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $2
   local.get $4
   i32.const 1
   i32.gt_u
   if
    local.get $6
    i32.const 4
    i32.add
    local.get $2
    v128.load32_lane 1
    local.set $2
   end
   local.get $1
   f32x4.abs
   f32x4.neg
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $8
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $3
   f32x4.add
   local.tee $9
   local.get $3
   f32x4.sub
   local.set $10
   local.get $0
   local.get $4
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $6
    i32.const 8
    i32.add
    local.get $2
    v128.load32_lane 2
   else
    local.get $2
   end
   local.get $8
   local.get $10
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $10
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $2
   local.get $2
   f32x4.mul
   local.get $2
   local.get $2
   local.get $2
   local.get $2
   local.get $2
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $2
   f32x4.add
   i32.const 4144
   v128.load32_splat
   local.tee $2
   f32x4.add
   local.get $9
   local.get $3
   i32x4.sub
   local.tee $3
   i32.const 1
   i32x4.shr_s
   local.tee $8
   i32.const 4148
   v128.load32_splat
   local.tee $9
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $3
   local.get $8
   i32x4.sub
   local.get $9
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.tee $3
   local.get $2
   local.get $2
   local.get $3
   f32x4.add
   f32x4.div
   local.tee $2
   f32x4.mul
   local.get $2
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.lt
   v128.bitselect
   local.tee $2
   local.get $1
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   local.get $2
   f32x4.sub
   f32x4.mul
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   f32x4.add
   f32x4.mul
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $4
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $4
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary-gradient/reluTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1560
  i32.load
  local.tee $4
  local.get $0
  local.get $4
  i32.lt_s
  select
  local.set $4
  local.get $3
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $6
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.set $5
  i32.const 1552
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $4
  local.get $3
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $0
   local.get $3
   i32.lt_u
   if
    local.get $0
    local.get $5
    v128.load
    local.get $6
    v128.load
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.gt
    v128.and
    v128.store
    local.get $6
    i32.const 16
    i32.add
    local.set $6
    local.get $5
    i32.const 16
    i32.add
    local.set $5
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $6
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $6
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $6
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $5
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $2
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $5
    i32.const 4
    i32.add
    local.get $2
    v128.load32_lane 1
    local.set $2
   end
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $5
    i32.const 8
    i32.add
    local.get $2
    v128.load32_lane 2
   else
    local.get $2
   end
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.gt
   v128.and
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary-gradient/geluTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 i32)
  (local $7 i32)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $6
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1560
  i32.load
  local.tee $3
  local.get $0
  local.get $3
  i32.lt_s
  select
  local.set $7
  local.get $6
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $3
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.set $4
  i32.const 1552
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $7
  local.get $6
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $6
  loop $for-loop|0
   local.get $0
   local.get $6
   i32.lt_u
   if
    local.get $3
    v128.load
    local.tee $1
    local.get $1
    f32x4.mul
    v128.const i32x4 0xbf000000 0xbf000000 0xbf000000 0xbf000000
    f32x4.mul
    i32.const 4100
    v128.load32_splat
    local.tee $2
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    local.tee $5
    f32x4.pmax
    local.tee $8
    i32.const 4108
    v128.load32_splat
    local.tee $9
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $10
    f32x4.add
    local.tee $11
    local.get $10
    f32x4.sub
    local.set $12
    local.get $8
    local.get $12
    i32.const 4112
    v128.load32_splat
    local.tee $8
    f32x4.mul
    f32x4.sub
    local.get $12
    i32.const 4116
    v128.load32_splat
    local.tee $12
    f32x4.mul
    f32x4.sub
    local.set $13
    local.get $1
    i32.const 4340
    v128.load32_splat
    f32x4.mul
    local.tee $14
    f32x4.abs
    local.tee $15
    local.get $15
    local.get $15
    local.get $15
    i32.const 4304
    v128.load32_splat
    f32x4.mul
    i32.const 4308
    v128.load32_splat
    f32x4.add
    local.get $15
    local.get $15
    f32x4.mul
    f32x4.mul
    local.get $15
    i32.const 4312
    v128.load32_splat
    f32x4.mul
    i32.const 4316
    v128.load32_splat
    f32x4.add
    f32x4.add
    f32x4.mul
    i32.const 4320
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4324
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4328
    v128.load32_splat
    f32x4.add
    local.get $15
    f32x4.mul
    local.get $15
    f32x4.sub
    local.get $2
    f32x4.pmin
    local.get $5
    f32x4.pmax
    local.tee $2
    local.get $9
    f32x4.mul
    local.get $10
    f32x4.add
    local.tee $5
    local.get $10
    f32x4.sub
    local.set $9
    i32.const 4336
    v128.load32_splat
    local.tee $16
    local.get $2
    local.get $9
    local.get $8
    f32x4.mul
    f32x4.sub
    local.get $9
    local.get $12
    f32x4.mul
    f32x4.sub
    local.tee $2
    local.get $2
    f32x4.mul
    local.get $2
    local.get $2
    local.get $2
    local.get $2
    local.get $2
    i32.const 4120
    v128.load32_splat
    local.tee $8
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    local.tee $9
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    local.tee $12
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    local.tee $17
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    local.tee $18
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    local.tee $19
    f32x4.add
    f32x4.mul
    local.get $2
    f32x4.add
    i32.const 4144
    v128.load32_splat
    local.tee $2
    f32x4.add
    local.get $5
    local.get $10
    i32x4.sub
    local.tee $5
    i32.const 1
    i32x4.shr_s
    local.tee $20
    i32.const 4148
    v128.load32_splat
    local.tee $21
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $5
    local.get $20
    i32x4.sub
    local.get $21
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    f32x4.mul
    local.set $20
    local.get $0
    local.get $4
    v128.load
    local.get $1
    local.get $13
    local.get $13
    f32x4.mul
    local.get $13
    local.get $13
    local.get $13
    local.get $13
    local.get $13
    local.get $8
    f32x4.mul
    local.get $9
    f32x4.add
    f32x4.mul
    local.get $12
    f32x4.add
    f32x4.mul
    local.get $17
    f32x4.add
    f32x4.mul
    local.get $18
    f32x4.add
    f32x4.mul
    local.get $19
    f32x4.add
    f32x4.mul
    local.get $13
    f32x4.add
    local.get $2
    f32x4.add
    local.get $11
    local.get $10
    i32x4.sub
    local.tee $2
    i32.const 1
    i32x4.shr_s
    local.tee $5
    local.get $21
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $2
    local.get $5
    i32x4.sub
    local.get $21
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    v128.const i32x4 0x3ecc422a 0x3ecc422a 0x3ecc422a 0x3ecc422a
    f32x4.mul
    f32x4.mul
    local.get $16
    local.get $14
    local.get $14
    f32x4.mul
    local.tee $2
    local.get $2
    local.get $2
    local.get $2
    local.get $2
    i32.const 4280
    v128.load32_splat
    f32x4.mul
    i32.const 4284
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4288
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4292
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4296
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4300
    v128.load32_splat
    f32x4.add
    local.get $14
    f32x4.mul
    local.get $14
    f32x4.add
    f32x4.mul
    local.get $16
    f32x4.add
    local.get $20
    i32.const 4344
    v128.load32_splat
    local.get $20
    f32x4.sub
    local.get $1
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    f32x4.lt
    v128.bitselect
    local.get $15
    i32.const 4332
    v128.load32_splat
    f32x4.le
    v128.bitselect
    f32x4.add
    f32x4.mul
    v128.store
    local.get $3
    i32.const 16
    i32.add
    local.set $3
    local.get $4
    i32.const 16
    i32.add
    local.set $4
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $7
  i32.const 3
  i32.and
  local.tee $6
  if
   local.get $3
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $6
   i32.const 1
   i32.gt_u
   if
    local.get $3
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $6
   i32.const 2
   i32.gt_u
   if
    local.get $3
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $4
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $2
   local.get $6
   i32.const 1
   i32.gt_u
   if
    local.get $4
    i32.const 4
    i32.add
    local.get $2
    v128.load32_lane 1
    local.set $2
   end
   local.get $1
   local.get $1
   f32x4.mul
   v128.const i32x4 0xbf000000 0xbf000000 0xbf000000 0xbf000000
   f32x4.mul
   i32.const 4100
   v128.load32_splat
   local.tee $5
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   local.tee $8
   f32x4.pmax
   local.tee $9
   i32.const 4108
   v128.load32_splat
   local.tee $10
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $11
   f32x4.add
   local.tee $12
   local.get $11
   f32x4.sub
   local.set $13
   local.get $9
   local.get $13
   i32.const 4112
   v128.load32_splat
   local.tee $9
   f32x4.mul
   f32x4.sub
   local.get $13
   i32.const 4116
   v128.load32_splat
   local.tee $13
   f32x4.mul
   f32x4.sub
   local.set $14
   local.get $12
   local.get $11
   i32x4.sub
   local.tee $12
   i32.const 1
   i32x4.shr_s
   local.set $15
   local.get $1
   i32.const 4340
   v128.load32_splat
   f32x4.mul
   local.tee $16
   f32x4.abs
   local.tee $17
   local.get $17
   local.get $17
   local.get $17
   i32.const 4304
   v128.load32_splat
   f32x4.mul
   i32.const 4308
   v128.load32_splat
   f32x4.add
   local.get $17
   local.get $17
   f32x4.mul
   f32x4.mul
   local.get $17
   i32.const 4312
   v128.load32_splat
   f32x4.mul
   i32.const 4316
   v128.load32_splat
   f32x4.add
   f32x4.add
   f32x4.mul
   i32.const 4320
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4324
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4328
   v128.load32_splat
   f32x4.add
   local.get $17
   f32x4.mul
   local.get $17
   f32x4.sub
   local.get $5
   f32x4.pmin
   local.get $8
   f32x4.pmax
   local.tee $5
   local.get $10
   f32x4.mul
   local.get $11
   f32x4.add
   local.tee $8
   local.get $11
   f32x4.sub
   local.set $10
   i32.const 4336
   v128.load32_splat
   local.tee $18
   local.get $5
   local.get $10
   local.get $9
   f32x4.mul
   f32x4.sub
   local.get $10
   local.get $13
   f32x4.mul
   f32x4.sub
   local.tee $5
   local.get $5
   f32x4.mul
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   local.get $5
   i32.const 4120
   v128.load32_splat
   local.tee $9
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   local.tee $10
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   local.tee $13
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   local.tee $19
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   local.tee $20
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   local.tee $21
   f32x4.add
   f32x4.mul
   local.get $5
   f32x4.add
   i32.const 4144
   v128.load32_splat
   local.tee $22
   f32x4.add
   local.get $8
   local.get $11
   i32x4.sub
   local.tee $8
   i32.const 1
   i32x4.shr_s
   local.tee $11
   i32.const 4148
   v128.load32_splat
   local.tee $5
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $8
   local.get $11
   i32x4.sub
   local.get $5
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   f32x4.mul
   local.set $8
   local.get $0
   local.get $6
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $4
    i32.const 8
    i32.add
    local.get $2
    v128.load32_lane 2
   else
    local.get $2
   end
   local.get $1
   local.get $14
   local.get $14
   f32x4.mul
   local.get $14
   local.get $14
   local.get $14
   local.get $14
   local.get $14
   local.get $9
   f32x4.mul
   local.get $10
   f32x4.add
   f32x4.mul
   local.get $13
   f32x4.add
   f32x4.mul
   local.get $19
   f32x4.add
   f32x4.mul
   local.get $20
   f32x4.add
   f32x4.mul
   local.get $21
   f32x4.add
   f32x4.mul
   local.get $14
   f32x4.add
   local.get $22
   f32x4.add
   local.get $15
   local.get $5
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $12
   local.get $15
   i32x4.sub
   local.get $5
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   v128.const i32x4 0x3ecc422a 0x3ecc422a 0x3ecc422a 0x3ecc422a
   f32x4.mul
   f32x4.mul
   local.get $18
   local.get $16
   local.get $16
   f32x4.mul
   local.tee $2
   local.get $2
   local.get $2
   local.get $2
   local.get $2
   i32.const 4280
   v128.load32_splat
   f32x4.mul
   i32.const 4284
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4288
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4292
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4296
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4300
   v128.load32_splat
   f32x4.add
   local.get $16
   f32x4.mul
   local.get $16
   f32x4.add
   f32x4.mul
   local.get $18
   f32x4.add
   local.get $8
   i32.const 4344
   v128.load32_splat
   local.get $8
   f32x4.sub
   local.get $1
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   f32x4.lt
   v128.bitselect
   local.get $17
   i32.const 4332
   v128.load32_splat
   f32x4.le
   v128.bitselect
   f32x4.add
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $6
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $6
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/unary-gradient/geluTanhTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $4
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1560
  i32.load
  local.tee $3
  local.get $0
  local.get $3
  i32.lt_s
  select
  local.set $3
  local.get $4
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $6
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.set $5
  i32.const 1552
  i32.load
  local.get $0
  i32.add
  local.tee $0
  local.get $3
  local.get $4
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $4
  loop $for-loop|0
   local.get $0
   local.get $4
   i32.lt_u
   if
    local.get $6
    v128.load
    local.tee $1
    local.get $1
    f32x4.mul
    local.set $2
    local.get $1
    v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
    f32x4.mul
    local.get $2
    v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
    f32x4.mul
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    f32x4.add
    f32x4.mul
    local.tee $7
    f32x4.abs
    local.tee $8
    local.get $8
    f32x4.add
    i32.const 4100
    v128.load32_splat
    f32x4.pmin
    i32.const 4104
    v128.load32_splat
    f32x4.pmax
    local.tee $9
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $10
    f32x4.add
    local.tee $11
    local.get $10
    f32x4.sub
    local.set $12
    local.get $0
    local.get $5
    v128.load
    v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
    f32x4.mul
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    local.get $7
    local.get $7
    f32x4.mul
    local.tee $13
    local.get $13
    local.get $13
    local.get $13
    i32.const 4244
    v128.load32_splat
    f32x4.mul
    i32.const 4248
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4252
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4256
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4260
    v128.load32_splat
    f32x4.add
    local.get $13
    f32x4.mul
    local.get $7
    f32x4.mul
    local.get $7
    f32x4.add
    local.get $7
    i32.const 4268
    v128.load32_splat
    local.tee $7
    i32.const 4272
    v128.load32_splat
    local.get $9
    local.get $12
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $12
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $9
    local.get $9
    f32x4.mul
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    local.get $9
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $9
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $11
    local.get $10
    i32x4.sub
    local.tee $9
    i32.const 1
    i32x4.shr_s
    local.tee $10
    i32.const 4148
    v128.load32_splat
    local.tee $11
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $9
    local.get $10
    i32x4.sub
    local.get $11
    i32x4.add
    i32.const 23
    i32x4.shl
    f32x4.mul
    local.get $7
    f32x4.add
    f32x4.div
    f32x4.sub
    i32.const 4276
    v128.load32_splat
    v128.bitselect
    local.get $8
    i32.const 4264
    v128.load32_splat
    f32x4.lt
    v128.bitselect
    local.tee $7
    f32x4.add
    local.get $1
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    local.get $7
    local.get $7
    f32x4.mul
    f32x4.sub
    f32x4.mul
    v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
    local.get $2
    v128.const i32x4 0x3e095d4f 0x3e095d4f 0x3e095d4f 0x3e095d4f
    f32x4.mul
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    f32x4.add
    f32x4.mul
    f32x4.mul
    f32x4.add
    f32x4.mul
    v128.store
    local.get $6
    i32.const 16
    i32.add
    local.set $6
    local.get $5
    i32.const 16
    i32.add
    local.set $5
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  local.get $3
  i32.const 3
  i32.and
  local.tee $3
  if
   local.get $6
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $6
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $6
    i32.const 8
    i32.add
    local.get $1
    v128.load32_lane 2
    local.set $1
   end
   local.get $5
   v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
   v128.load32_lane 0
   local.set $2
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $5
    i32.const 4
    i32.add
    local.get $2
    v128.load32_lane 1
    local.set $2
   end
   local.get $1
   v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
   f32x4.mul
   local.get $1
   local.get $1
   f32x4.mul
   local.tee $7
   v128.const i32x4 0x3d372713 0x3d372713 0x3d372713 0x3d372713
   f32x4.mul
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   f32x4.add
   f32x4.mul
   local.tee $8
   f32x4.abs
   local.tee $9
   local.get $9
   f32x4.add
   i32.const 4100
   v128.load32_splat
   f32x4.pmin
   i32.const 4104
   v128.load32_splat
   f32x4.pmax
   local.tee $10
   i32.const 4108
   v128.load32_splat
   f32x4.mul
   i32.const 4096
   v128.load32_splat
   local.tee $11
   f32x4.add
   local.tee $12
   local.get $11
   f32x4.sub
   local.set $13
   local.get $0
   local.get $3
   i32.const 2
   i32.gt_u
   if (result v128)
    local.get $5
    i32.const 8
    i32.add
    local.get $2
    v128.load32_lane 2
   else
    local.get $2
   end
   v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000
   f32x4.mul
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   local.get $8
   local.get $8
   f32x4.mul
   local.tee $2
   local.get $2
   local.get $2
   local.get $2
   i32.const 4244
   v128.load32_splat
   f32x4.mul
   i32.const 4248
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4252
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4256
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4260
   v128.load32_splat
   f32x4.add
   local.get $2
   f32x4.mul
   local.get $8
   f32x4.mul
   local.get $8
   f32x4.add
   local.get $8
   i32.const 4268
   v128.load32_splat
   local.tee $2
   i32.const 4272
   v128.load32_splat
   local.get $10
   local.get $13
   i32.const 4112
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.get $13
   i32.const 4116
   v128.load32_splat
   f32x4.mul
   f32x4.sub
   local.tee $8
   local.get $8
   f32x4.mul
   local.get $8
   local.get $8
   local.get $8
   local.get $8
   local.get $8
   i32.const 4120
   v128.load32_splat
   f32x4.mul
   i32.const 4124
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4128
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4132
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4136
   v128.load32_splat
   f32x4.add
   f32x4.mul
   i32.const 4140
   v128.load32_splat
   f32x4.add
   f32x4.mul
   local.get $8
   f32x4.add
   i32.const 4144
   v128.load32_splat
   f32x4.add
   local.get $12
   local.get $11
   i32x4.sub
   local.tee $8
   i32.const 1
   i32x4.shr_s
   local.tee $10
   i32.const 4148
   v128.load32_splat
   local.tee $11
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $8
   local.get $10
   i32x4.sub
   local.get $11
   i32x4.add
   i32.const 23
   i32x4.shl
   f32x4.mul
   local.get $2
   f32x4.add
   f32x4.div
   f32x4.sub
   i32.const 4276
   v128.load32_splat
   v128.bitselect
   local.get $9
   i32.const 4264
   v128.load32_splat
   f32x4.lt
   v128.bitselect
   local.tee $2
   f32x4.add
   local.get $1
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   local.get $2
   local.get $2
   f32x4.mul
   f32x4.sub
   f32x4.mul
   v128.const i32x4 0x3f4c422a 0x3f4c422a 0x3f4c422a 0x3f4c422a
   local.get $7
   v128.const i32x4 0x3e095d4f 0x3e095d4f 0x3e095d4f 0x3e095d4f
   f32x4.mul
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   f32x4.add
   f32x4.mul
   f32x4.mul
   f32x4.add
   f32x4.mul
   local.tee $1
   v128.store32_lane 0
   local.get $3
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $3
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/select/logicTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1568
  i32.load
  local.set $4
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $2
  local.get $2
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.div_s
  local.set $3
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $2
  local.get $2
  i32.const 16384
  i32.ge_s
  select
  local.tee $8
  local.get $8
  i32.const 0
  i32.le_s
  local.tee $9
  select
  local.tee $7
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $7
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $2
  local.get $1
  select
  i32.div_s
  local.tee $1
  local.get $1
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $1
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $3
  i32.const 1544
  i32.load
  local.tee $7
  local.get $3
  local.get $7
  i32.lt_s
  select
  local.set $7
  local.get $0
  i32.const 1
  local.get $8
  local.get $9
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.set $11
  local.get $1
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $7
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $0
    i32.const 1560
    i32.load
    local.tee $1
    i32.div_s
    local.tee $2
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $0
    local.get $1
    i32.rem_s
    local.tee $1
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $3
    local.get $3
    local.get $11
    i32.add
    i32.const 1624
    i32.load8_u
    local.tee $8
    select
    local.set $3
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $2
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $1
    i32.mul
    i32.add
    local.tee $1
    local.get $1
    local.get $11
    i32.add
    i32.const 1656
    i32.load8_u
    local.tee $9
    select
    local.set $2
    i32.const 1536
    i32.load
    local.get $11
    i32.const 1552
    i32.load
    local.tee $10
    local.get $0
    i32.mul
    i32.add
    i32.add
    local.tee $1
    i32.const 16384
    local.get $10
    local.get $11
    i32.sub
    local.tee $10
    local.get $10
    i32.const 16384
    i32.ge_s
    select
    local.tee $10
    i32.add
    local.set $12
    local.get $1
    local.get $10
    i32.const -16
    i32.and
    i32.add
    local.set $10
    loop $for-loop|1
     local.get $1
     local.get $10
     i32.lt_u
     if
      local.get $8
      if (result v128)
       local.get $3
       v128.load8_splat
      else
       local.get $3
       v128.load
      end
      local.set $5
      local.get $9
      if (result v128)
       local.get $2
       v128.load8_splat
      else
       local.get $2
       v128.load
      end
      local.set $6
      local.get $1
      local.get $4
      if (result v128)
       local.get $5
       local.get $6
       v128.or
       local.get $5
       local.get $6
       v128.xor
       local.get $4
       i32.const 1
       i32.eq
       select
      else
       local.get $5
       local.get $6
       v128.and
      end
      v128.store
      local.get $3
      i32.const 0
      i32.const 16
      local.get $8
      select
      i32.add
      local.set $3
      local.get $2
      i32.const 0
      i32.const 16
      local.get $9
      select
      i32.add
      local.set $2
      local.get $1
      i32.const 16
      i32.add
      local.set $1
      br $for-loop|1
     end
    end
    loop $for-loop|2
     local.get $1
     local.get $12
     i32.lt_u
     if
      local.get $3
      i32.load8_u
      local.set $10
      local.get $2
      i32.load8_u
      local.set $13
      local.get $1
      local.get $4
      if (result i32)
       local.get $10
       local.get $13
       i32.or
       local.get $10
       local.get $13
       i32.xor
       local.get $4
       i32.const 1
       i32.eq
       select
      else
       local.get $10
       local.get $13
       i32.and
      end
      i32.store8
      local.get $3
      local.get $8
      i32.eqz
      i32.add
      local.set $3
      local.get $2
      local.get $9
      i32.eqz
      i32.add
      local.set $2
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|2
     end
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/select/logic (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1568
  local.get $0
  i32.store
  i32.const 1536
  local.get $1
  i32.store
  i32.const 1544
  local.get $2
  local.get $3
  i32.mul
  local.tee $0
  i32.store
  i32.const 1552
  local.get $4
  i32.store
  i32.const 1560
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.store
  i32.const 5248
  local.get $4
  i32.eqz
  local.get $0
  i32.eqz
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 16384
   local.get $4
   local.get $4
   i32.const 16384
   i32.ge_s
   select
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $4
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.const 1
   i32.const 16384
   i32.const 1
   local.get $4
   local.get $4
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $0
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.mul
  end
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/select/compareTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  i32.const 1568
  i32.load
  local.set $2
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.div_s
  local.set $4
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $5
  local.get $5
  i32.const 0
  i32.le_s
  local.tee $6
  select
  local.tee $7
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $7
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $1
  select
  i32.div_s
  local.tee $1
  local.get $1
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $1
  i32.const 1
  local.get $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $7
  local.get $4
  local.get $7
  i32.lt_s
  select
  local.set $4
  local.get $0
  i32.const 1
  local.get $5
  local.get $6
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $3
  i32.const 2
  i32.shl
  local.set $5
  loop $for-loop|0
   local.get $1
   local.get $4
   i32.lt_s
   if
    i32.const 1552
    i32.load
    local.tee $0
    local.get $3
    i32.sub
    local.set $9
    local.get $2
    i32.const 1600
    i32.load
    local.get $1
    i32.const 1560
    i32.load
    local.tee $6
    i32.div_s
    local.tee $7
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $1
    local.get $6
    i32.rem_s
    local.tee $6
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $8
    local.get $5
    local.get $8
    i32.add
    i32.const 1624
    i32.load8_u
    local.tee $8
    select
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $7
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $6
    i32.mul
    i32.add
    local.tee $6
    local.get $5
    local.get $6
    i32.add
    i32.const 1656
    i32.load8_u
    local.tee $6
    select
    i32.const 1536
    i32.load
    local.get $3
    local.get $0
    local.get $1
    i32.mul
    i32.add
    i32.add
    i32.const 16384
    local.get $9
    local.get $9
    i32.const 16384
    i32.ge_s
    select
    local.get $8
    local.get $6
    call $assembly/elementwise/select/compareRow
    local.get $1
    i32.const 1
    i32.add
    local.set $1
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/select/compareRow (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  (local $7 v128)
  (local $8 i32)
  (local $9 i32)
  (local $10 v128)
  local.get $3
  local.get $4
  i32.const -4
  i32.and
  i32.add
  local.set $9
  loop $for-loop|0
   local.get $3
   local.get $9
   i32.lt_u
   if
    local.get $5
    if (result v128)
     local.get $1
     v128.load32_splat
    else
     local.get $1
     v128.load
    end
    local.set $7
    local.get $6
    if (result v128)
     local.get $2
     v128.load32_splat
    else
     local.get $2
     v128.load
    end
    local.set $10
    local.get $3
    block $assembly/elementwise/select/compare4|inlined.0 (result v128)
     local.get $0
     i32.const 8
     i32.ge_s
     if
      local.get $7
      local.get $10
      i32x4.eq
      local.get $0
      i32.const 8
      i32.sub
      local.tee $8
      i32.eqz
      br_if $assembly/elementwise/select/compare4|inlined.0
      drop
      local.get $7
      local.get $10
      i32x4.ne
      local.get $8
      i32.const 1
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.0
      drop
      local.get $7
      local.get $10
      i32x4.gt_s
      local.get $8
      i32.const 2
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.0
      drop
      local.get $7
      local.get $10
      i32x4.ge_s
      local.get $8
      i32.const 3
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.0
      drop
      local.get $7
      local.get $10
      i32x4.lt_s
      local.get $8
      i32.const 4
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.0
      drop
      local.get $7
      local.get $10
      i32x4.le_s
      br $assembly/elementwise/select/compare4|inlined.0
     end
     local.get $7
     local.get $10
     f32x4.eq
     local.get $0
     i32.eqz
     br_if $assembly/elementwise/select/compare4|inlined.0
     drop
     local.get $7
     local.get $10
     f32x4.ne
     local.get $0
     i32.const 1
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.0
     drop
     local.get $7
     local.get $10
     f32x4.gt
     local.get $0
     i32.const 2
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.0
     drop
     local.get $7
     local.get $10
     f32x4.ge
     local.get $0
     i32.const 3
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.0
     drop
     local.get $7
     local.get $10
     f32x4.lt
     local.get $0
     i32.const 4
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.0
     drop
     local.get $7
     local.get $10
     f32x4.le
    end
    local.tee $7
    i32.const 31
    i32x4.shr_u
    local.get $7
    i16x8.narrow_i32x4_u
    local.get $7
    i8x16.narrow_i16x8_u
    v128.store32_lane 0
    local.get $1
    i32.const 0
    i32.const 16
    local.get $5
    select
    i32.add
    local.set $1
    local.get $2
    i32.const 0
    i32.const 16
    local.get $6
    select
    i32.add
    local.set $2
    local.get $3
    i32.const 4
    i32.add
    local.set $3
    br $for-loop|0
   end
  end
  local.get $4
  i32.const 3
  i32.and
  local.set $4
  loop $for-loop|1
   local.get $4
   i32.const 0
   i32.gt_s
   if
    local.get $1
    v128.load32_splat
    local.set $7
    local.get $2
    v128.load32_splat
    local.set $10
    local.get $3
    block $assembly/elementwise/select/compare4|inlined.1 (result v128)
     local.get $0
     i32.const 8
     i32.ge_s
     if
      local.get $7
      local.get $10
      i32x4.eq
      local.get $0
      i32.const 8
      i32.sub
      local.tee $8
      i32.eqz
      br_if $assembly/elementwise/select/compare4|inlined.1
      drop
      local.get $7
      local.get $10
      i32x4.ne
      local.get $8
      i32.const 1
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.1
      drop
      local.get $7
      local.get $10
      i32x4.gt_s
      local.get $8
      i32.const 2
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.1
      drop
      local.get $7
      local.get $10
      i32x4.ge_s
      local.get $8
      i32.const 3
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.1
      drop
      local.get $7
      local.get $10
      i32x4.lt_s
      local.get $8
      i32.const 4
      i32.eq
      br_if $assembly/elementwise/select/compare4|inlined.1
      drop
      local.get $7
      local.get $10
      i32x4.le_s
      br $assembly/elementwise/select/compare4|inlined.1
     end
     local.get $7
     local.get $10
     f32x4.eq
     local.get $0
     i32.eqz
     br_if $assembly/elementwise/select/compare4|inlined.1
     drop
     local.get $7
     local.get $10
     f32x4.ne
     local.get $0
     i32.const 1
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.1
     drop
     local.get $7
     local.get $10
     f32x4.gt
     local.get $0
     i32.const 2
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.1
     drop
     local.get $7
     local.get $10
     f32x4.ge
     local.get $0
     i32.const 3
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.1
     drop
     local.get $7
     local.get $10
     f32x4.lt
     local.get $0
     i32.const 4
     i32.eq
     br_if $assembly/elementwise/select/compare4|inlined.1
     drop
     local.get $7
     local.get $10
     f32x4.le
    end
    i32x4.extract_lane 0
    i32.const 1
    i32.and
    i32.store8
    local.get $1
    i32.const 0
    i32.const 4
    local.get $5
    select
    i32.add
    local.set $1
    local.get $2
    i32.const 0
    i32.const 4
    local.get $6
    select
    i32.add
    local.set $2
    local.get $3
    i32.const 1
    i32.add
    local.set $3
    local.get $4
    i32.const 1
    i32.sub
    local.set $4
    br $for-loop|1
   end
  end
 )
 (func $assembly/elementwise/select/compare (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1568
  local.get $0
  i32.store
  i32.const 1536
  local.get $1
  i32.store
  i32.const 1544
  local.get $2
  local.get $3
  i32.mul
  local.tee $0
  i32.store
  i32.const 1552
  local.get $4
  i32.store
  i32.const 1560
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.store
  i32.const 5216
  local.get $4
  i32.eqz
  local.get $0
  i32.eqz
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 16384
   local.get $4
   local.get $4
   i32.const 16384
   i32.ge_s
   select
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $4
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.const 1
   i32.const 16384
   i32.const 1
   local.get $4
   local.get $4
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $0
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.mul
  end
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/select/chooseTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 v128)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $2
  local.get $2
  i32.const 0
  i32.le_s
  local.tee $1
  select
  i32.div_s
  local.set $3
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $2
  local.get $2
  i32.const 16384
  i32.ge_s
  select
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  local.tee $5
  select
  local.tee $6
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $6
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $2
  local.get $1
  select
  i32.div_s
  local.tee $1
  local.get $1
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $1
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $3
  i32.const 1544
  i32.load
  local.tee $6
  local.get $3
  local.get $6
  i32.lt_s
  select
  local.set $7
  local.get $0
  i32.const 1
  local.get $4
  local.get $5
  select
  local.tee $0
  local.get $2
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $12
  i32.const 2
  i32.shl
  local.set $6
  local.get $1
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $7
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $0
    i32.const 1560
    i32.load
    local.tee $1
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $0
    local.get $1
    i32.rem_s
    local.tee $1
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $2
    local.get $2
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    local.tee $9
    select
    local.set $2
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $1
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $6
    i32.add
    i32.const 1656
    i32.load8_u
    local.tee $10
    select
    local.set $4
    i32.const 1664
    i32.load
    i32.const 1672
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1680
    i32.load
    local.get $1
    i32.mul
    i32.add
    local.tee $1
    local.get $1
    local.get $6
    i32.add
    i32.const 1688
    i32.load8_u
    local.tee $11
    select
    local.set $5
    i32.const 16384
    i32.const 1552
    i32.load
    local.tee $1
    local.get $12
    i32.sub
    local.tee $3
    local.get $3
    i32.const 16384
    i32.ge_s
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $0
    local.get $1
    i32.mul
    local.get $12
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $1
    local.get $3
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    loop $for-loop|00
     local.get $1
     local.get $13
     i32.lt_u
     if
      local.get $9
      if (result v128)
       local.get $2
       v128.load8_splat
      else
       local.get $2
       v128.load32_zero
      end
      i16x8.extend_low_i8x16_u
      i32x4.extend_low_i16x8_u
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      i32x4.ne
      local.set $8
      local.get $1
      local.get $10
      if (result v128)
       local.get $4
       v128.load32_splat
      else
       local.get $4
       v128.load
      end
      local.get $11
      if (result v128)
       local.get $5
       v128.load32_splat
      else
       local.get $5
       v128.load
      end
      local.get $8
      v128.bitselect
      v128.store
      local.get $2
      i32.const 0
      i32.const 4
      local.get $9
      select
      i32.add
      local.set $2
      local.get $4
      i32.const 0
      i32.const 16
      local.get $10
      select
      i32.add
      local.set $4
      local.get $5
      i32.const 0
      i32.const 16
      local.get $11
      select
      i32.add
      local.set $5
      local.get $1
      i32.const 16
      i32.add
      local.set $1
      br $for-loop|00
     end
    end
    local.get $3
    i32.const 3
    i32.and
    local.set $3
    loop $for-loop|1
     local.get $3
     i32.const 0
     i32.gt_s
     if
      local.get $1
      local.get $4
      local.get $5
      local.get $2
      i32.load8_u
      select
      i32.load
      i32.store
      local.get $2
      local.get $9
      i32.eqz
      i32.add
      local.set $2
      local.get $4
      i32.const 0
      i32.const 4
      local.get $10
      select
      i32.add
      local.set $4
      local.get $5
      i32.const 0
      i32.const 4
      local.get $11
      select
      i32.add
      local.set $5
      local.get $1
      i32.const 4
      i32.add
      local.set $1
      local.get $3
      i32.const 1
      i32.sub
      local.set $3
      br $for-loop|1
     end
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/select/choose (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  local.get $2
  i32.mul
  local.tee $0
  i32.store
  i32.const 1552
  local.get $3
  i32.store
  i32.const 1560
  i32.const 1
  local.get $2
  local.get $2
  i32.const 0
  i32.le_s
  select
  i32.store
  i32.const 5184
  local.get $3
  i32.eqz
  local.get $0
  i32.eqz
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 16384
   local.get $3
   local.get $3
   i32.const 16384
   i32.ge_s
   select
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $3
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.const 1
   i32.const 16384
   i32.const 1
   local.get $3
   local.get $3
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
   local.tee $1
   local.get $0
   i32.add
   i32.const 1
   i32.sub
   local.get $1
   i32.div_s
   i32.mul
  end
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/power/powerTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 f32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 v128)
  local.get $0
  i32.const 14
  i32.shl
  local.tee $5
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $2
  local.get $0
  local.get $2
  i32.lt_s
  select
  local.set $6
  local.get $5
  i32.const 2
  i32.shl
  local.tee $0
  i32.const 1536
  i32.load
  i32.add
  local.set $2
  i32.const 1544
  i32.load
  local.get $0
  i32.add
  local.set $0
  block $assembly/elementwise/power/kindOf|inlined.0 (result i32)
   i32.const 0
   i32.const 1560
   f32.load
   local.tee $3
   f32.const 2
   f32.eq
   br_if $assembly/elementwise/power/kindOf|inlined.0
   drop
   i32.const 1
   local.get $3
   f32.const 3
   f32.eq
   br_if $assembly/elementwise/power/kindOf|inlined.0
   drop
   i32.const 2
   local.get $3
   f32.const -1
   f32.eq
   br_if $assembly/elementwise/power/kindOf|inlined.0
   drop
   i32.const 3
   local.get $3
   f32.const -2
   f32.eq
   br_if $assembly/elementwise/power/kindOf|inlined.0
   drop
   i32.const -1
  end
  local.tee $4
  i32.const 0
  i32.lt_s
  if
   local.get $0
   local.get $6
   local.get $5
   i32.sub
   i32.const 2
   i32.shl
   i32.add
   local.set $4
   loop $for-loop|0
    local.get $0
    local.get $4
    i32.lt_u
    if
     local.get $0
     local.get $2
     f32.load
     local.get $3
     call $~lib/math/NativeMathf.pow
     f32.store
     local.get $2
     i32.const 4
     i32.add
     local.set $2
     local.get $0
     i32.const 4
     i32.add
     local.set $0
     br $for-loop|0
    end
   end
   return
  end
  local.get $0
  local.get $6
  local.get $5
  i32.sub
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  i32.add
  local.set $5
  loop $for-loop|1
   local.get $0
   local.get $5
   i32.lt_u
   if
    local.get $0
    block $assembly/elementwise/power/simple4|inlined.0 (result v128)
     local.get $2
     v128.load
     local.tee $1
     local.get $1
     f32x4.mul
     local.tee $7
     local.get $4
     i32.eqz
     br_if $assembly/elementwise/power/simple4|inlined.0
     drop
     local.get $7
     local.get $1
     f32x4.mul
     local.get $4
     i32.const 1
     i32.eq
     br_if $assembly/elementwise/power/simple4|inlined.0
     drop
     v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
     local.get $1
     f32x4.div
     local.tee $1
     local.get $4
     i32.const 2
     i32.eq
     br_if $assembly/elementwise/power/simple4|inlined.0
     drop
     local.get $1
     local.get $1
     f32x4.mul
    end
    v128.store
    local.get $2
    i32.const 16
    i32.add
    local.set $2
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
  local.get $6
  i32.const 3
  i32.and
  local.tee $5
  if
   local.get $2
   v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
   v128.load32_lane 0
   local.set $1
   local.get $5
   i32.const 1
   i32.gt_u
   if
    local.get $2
    i32.const 4
    i32.add
    local.get $1
    v128.load32_lane 1
    local.set $1
   end
   local.get $0
   block $assembly/elementwise/power/simple4|inlined.1 (result v128)
    local.get $5
    i32.const 2
    i32.gt_u
    if
     local.get $2
     i32.const 8
     i32.add
     local.get $1
     v128.load32_lane 2
     local.set $1
    end
    local.get $1
    local.get $1
    f32x4.mul
    local.tee $7
    local.get $4
    i32.eqz
    br_if $assembly/elementwise/power/simple4|inlined.1
    drop
    local.get $7
    local.get $1
    f32x4.mul
    local.get $4
    i32.const 1
    i32.eq
    br_if $assembly/elementwise/power/simple4|inlined.1
    drop
    v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
    local.get $1
    f32x4.div
    local.tee $1
    local.get $4
    i32.const 2
    i32.eq
    br_if $assembly/elementwise/power/simple4|inlined.1
    drop
    local.get $1
    local.get $1
    f32x4.mul
   end
   local.tee $1
   v128.store32_lane 0
   local.get $5
   i32.const 1
   i32.gt_u
   if
    local.get $0
    i32.const 4
    i32.add
    local.get $1
    v128.store32_lane 1
   end
   local.get $5
   i32.const 2
   i32.gt_u
   if
    local.get $0
    i32.const 8
    i32.add
    local.get $1
    v128.store32_lane 2
   end
  end
 )
 (func $assembly/elementwise/power/power (param $0 i32) (param $1 i32) (param $2 i32) (param $3 f32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  f32.store
  i32.const 5808
  local.get $2
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/grid/operand (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  local.get $0
  i32.const 2
  i32.shl
  i32.const 8
  i32.add
  i32.const 3
  i32.shl
  local.tee $0
  i32.const 1536
  i32.add
  local.get $1
  i32.store
  local.get $0
  i32.const 1544
  i32.add
  local.get $2
  i32.store
  local.get $0
  i32.const 1552
  i32.add
  local.get $3
  i32.store
  local.get $0
  i32.const 1560
  i32.add
  local.get $4
  i32.store8
 )
 (func $assembly/elementwise/binary/subtractTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.sub
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.sub
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.sub
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.sub
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.sub
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.sub
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/subtractIntegersTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       i32x4.sub
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      i32x4.sub
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        i32x4.sub
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       i32x4.sub
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        i32x4.sub
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       i32x4.sub
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/multiplyTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.mul
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.mul
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.mul
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.mul
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.mul
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.mul
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/multiplyIntegersTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       i32x4.mul
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      i32x4.mul
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        i32x4.mul
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       i32x4.mul
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        i32x4.mul
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       i32x4.mul
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/minimumTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.min
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.min
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.min
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.min
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.min
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.min
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/minimumIntegersTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       i32x4.min_s
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      i32x4.min_s
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        i32x4.min_s
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       i32x4.min_s
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        i32x4.min_s
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       i32x4.min_s
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/maximumTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.max
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.max
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.max
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.max
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.max
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.max
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/maximumIntegersTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       i32x4.max_s
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      i32x4.max_s
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        i32x4.max_s
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       i32x4.max_s
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        i32x4.max_s
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       i32x4.max_s
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/divideTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.div
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.div
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.div
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.div
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.div
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.div
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/binary (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $1
  i32.store
  i32.const 1544
  local.get $2
  local.get $3
  i32.mul
  local.tee $1
  i32.store
  i32.const 1552
  local.get $4
  i32.store
  i32.const 1560
  i32.const 1
  local.get $3
  local.get $3
  i32.const 0
  i32.le_s
  select
  i32.store
  local.get $4
  i32.eqz
  local.get $1
  i32.eqz
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 16384
   local.get $4
   local.get $4
   i32.const 16384
   i32.ge_s
   select
   local.tee $2
   local.get $2
   i32.const 0
   i32.le_s
   select
   local.tee $2
   local.get $4
   i32.add
   i32.const 1
   i32.sub
   local.get $2
   i32.div_s
   i32.const 1
   i32.const 16384
   i32.const 1
   local.get $4
   local.get $4
   i32.const 0
   i32.le_s
   select
   i32.div_s
   local.tee $2
   local.get $2
   i32.const 0
   i32.le_s
   select
   local.tee $2
   local.get $1
   i32.add
   i32.const 1
   i32.sub
   local.get $2
   i32.div_s
   i32.mul
  end
  local.set $1
  block $__inlined_func$assembly/elementwise/binary/tileOf$123 (result i32)
   block $case10|0
    block $case9|0
     block $case8|0
      block $case7|0
       block $case6|0
        block $case5|0
         block $case4|0
          block $case3|0
           block $case2|0
            block $case1|0
             block $case0|0
              block $tablify|0
               local.get $0
               br_table $case0|0 $case1|0 $case2|0 $case3|0 $case4|0 $case5|0 $tablify|0
              end
              block $tablify|00
               local.get $0
               i32.const 8
               i32.sub
               br_table $case6|0 $case7|0 $case8|0 $tablify|00 $case9|0 $tablify|00
              end
              br $case10|0
             end
             i32.const 4832
             br $__inlined_func$assembly/elementwise/binary/tileOf$123
            end
            i32.const 4864
            br $__inlined_func$assembly/elementwise/binary/tileOf$123
           end
           i32.const 4896
           br $__inlined_func$assembly/elementwise/binary/tileOf$123
          end
          i32.const 4928
          br $__inlined_func$assembly/elementwise/binary/tileOf$123
         end
         i32.const 4960
         br $__inlined_func$assembly/elementwise/binary/tileOf$123
        end
        i32.const 4992
        br $__inlined_func$assembly/elementwise/binary/tileOf$123
       end
       i32.const 5024
       br $__inlined_func$assembly/elementwise/binary/tileOf$123
      end
      i32.const 5056
      br $__inlined_func$assembly/elementwise/binary/tileOf$123
     end
     i32.const 5088
     br $__inlined_func$assembly/elementwise/binary/tileOf$123
    end
    i32.const 5120
    br $__inlined_func$assembly/elementwise/binary/tileOf$123
   end
   i32.const 5152
  end
  local.get $1
  call $assembly/pool/parallel
 )
 (func $assembly/elementwise/binary/addTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       f32x4.add
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      f32x4.add
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        f32x4.add
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       f32x4.add
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        f32x4.add
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       f32x4.add
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/elementwise/binary/addIntegersTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  i32.const 1624
  i32.load8_u
  local.set $6
  i32.const 1656
  i32.load8_u
  local.set $7
  i32.const 16384
  i32.const 1
  i32.const 1552
  i32.load
  local.tee $3
  local.get $3
  i32.const 0
  i32.le_s
  local.tee $4
  select
  i32.div_s
  local.set $8
  local.get $0
  i32.const 1
  i32.const 16384
  local.get $3
  local.get $3
  i32.const 16384
  i32.ge_s
  select
  local.tee $9
  local.get $9
  i32.const 0
  i32.le_s
  local.tee $10
  select
  local.tee $5
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $5
  i32.div_s
  i32.div_s
  i32.const 1
  i32.const 16384
  i32.const 1
  local.get $3
  local.get $4
  select
  i32.div_s
  local.tee $4
  local.get $4
  i32.const 0
  i32.le_s
  select
  i32.mul
  local.tee $5
  i32.const 1
  local.get $8
  local.get $8
  i32.const 0
  i32.le_s
  select
  i32.add
  local.tee $4
  i32.const 1544
  i32.load
  local.tee $8
  local.get $4
  local.get $8
  i32.lt_s
  select
  local.set $8
  i32.const 16384
  local.get $3
  local.get $0
  i32.const 1
  local.get $9
  local.get $10
  select
  local.tee $0
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.get $0
  i32.div_s
  i32.rem_s
  i32.const 14
  i32.shl
  local.tee $9
  i32.sub
  local.tee $0
  local.get $0
  i32.const 16384
  i32.ge_s
  select
  local.set $11
  local.get $9
  i32.const 2
  i32.shl
  local.set $12
  loop $for-loop|0
   local.get $5
   local.get $8
   i32.lt_s
   if
    i32.const 1600
    i32.load
    local.get $5
    i32.const 1560
    i32.load
    local.tee $0
    i32.div_s
    local.tee $3
    i32.const 1608
    i32.load
    i32.mul
    i32.add
    local.get $5
    local.get $0
    i32.rem_s
    local.tee $0
    i32.const 1616
    i32.load
    i32.mul
    i32.add
    local.tee $4
    local.get $4
    local.get $12
    i32.add
    i32.const 1624
    i32.load8_u
    select
    local.set $4
    i32.const 1632
    i32.load
    i32.const 1640
    i32.load
    local.get $3
    i32.mul
    i32.add
    i32.const 1648
    i32.load
    local.get $0
    i32.mul
    i32.add
    local.tee $0
    local.get $0
    local.get $12
    i32.add
    i32.const 1656
    i32.load8_u
    select
    local.set $3
    i32.const 1536
    i32.load
    local.get $5
    i32.const 1552
    i32.load
    i32.mul
    local.get $9
    i32.add
    i32.const 2
    i32.shl
    i32.add
    local.tee $0
    local.get $11
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $13
    local.get $11
    i32.const 3
    i32.and
    local.set $10
    local.get $6
    if
     local.get $4
     v128.load32_splat
     local.set $2
     loop $for-loop|1
      local.get $0
      local.get $13
      i32.lt_u
      if
       local.get $0
       local.get $2
       local.get $3
       v128.load
       i32x4.add
       v128.store
       local.get $3
       i32.const 16
       i32.add
       local.set $3
       local.get $0
       i32.const 16
       i32.add
       local.set $0
       br $for-loop|1
      end
     end
     local.get $10
     if
      local.get $3
      v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
      v128.load32_lane 0
      local.set $1
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $3
       i32.const 4
       i32.add
       local.get $1
       v128.load32_lane 1
       local.set $1
      end
      local.get $0
      local.get $2
      local.get $10
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $3
       i32.const 8
       i32.add
       local.get $1
       v128.load32_lane 2
      else
       local.get $1
      end
      i32x4.add
      local.tee $1
      v128.store32_lane 0
      local.get $10
      i32.const 1
      i32.gt_u
      if
       local.get $0
       i32.const 4
       i32.add
       local.get $1
       v128.store32_lane 1
      end
      local.get $10
      i32.const 2
      i32.gt_u
      if
       local.get $0
       i32.const 8
       i32.add
       local.get $1
       v128.store32_lane 2
      end
     end
    else
     local.get $7
     if
      local.get $3
      v128.load32_splat
      local.set $2
      loop $for-loop|2
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $2
        i32x4.add
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|2
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $2
       i32x4.add
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     else
      loop $for-loop|3
       local.get $0
       local.get $13
       i32.lt_u
       if
        local.get $0
        local.get $4
        v128.load
        local.get $3
        v128.load
        i32x4.add
        v128.store
        local.get $4
        i32.const 16
        i32.add
        local.set $4
        local.get $3
        i32.const 16
        i32.add
        local.set $3
        local.get $0
        i32.const 16
        i32.add
        local.set $0
        br $for-loop|3
       end
      end
      local.get $10
      if
       local.get $4
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $1
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $4
        i32.const 4
        i32.add
        local.get $1
        v128.load32_lane 1
        local.set $1
       end
       local.get $3
       v128.const i32x4 0x3f800000 0x3f800000 0x3f800000 0x3f800000
       v128.load32_lane 0
       local.set $2
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $3
        i32.const 4
        i32.add
        local.get $2
        v128.load32_lane 1
        local.set $2
       end
       local.get $0
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $4
        i32.const 8
        i32.add
        local.get $1
        v128.load32_lane 2
       else
        local.get $1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if (result v128)
        local.get $3
        i32.const 8
        i32.add
        local.get $2
        v128.load32_lane 2
       else
        local.get $2
       end
       i32x4.add
       local.tee $1
       v128.store32_lane 0
       local.get $10
       i32.const 1
       i32.gt_u
       if
        local.get $0
        i32.const 4
        i32.add
        local.get $1
        v128.store32_lane 1
       end
       local.get $10
       i32.const 2
       i32.gt_u
       if
        local.get $0
        i32.const 8
        i32.add
        local.get $1
        v128.store32_lane 2
       end
      end
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/dropout/dropoutTile (param $0 i32)
  (local $1 v128)
  (local $2 v128)
  (local $3 v128)
  (local $4 v128)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 f32)
  (local $9 v128)
  (local $10 i32)
  (local $11 i32)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 i32)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  i32.const 1560
  i32.load
  i32x4.splat
  local.set $2
  i32.const 1568
  i32.load
  i32x4.splat
  local.set $1
  i32.const 1576
  i32.load
  local.tee $10
  i32x4.splat
  local.set $9
  i32.const 1584
  f32.load
  local.tee $8
  f32x4.splat
  local.set $7
  global.get $assembly/pool/scratch
  local.set $19
  local.get $0
  i32.const 14
  i32.shl
  local.tee $0
  i32.const 16384
  i32.add
  local.tee $11
  i32.const 1552
  i32.load
  local.tee $20
  local.get $11
  local.get $20
  i32.lt_s
  select
  local.set $21
  loop $for-loop|0
   local.get $0
   local.get $21
   i32.lt_s
   if
    local.get $2
    local.set $4
    local.get $1
    local.set $3
    i32.const 4400
    v128.load32_splat
    local.set $15
    i32.const 4404
    v128.load32_splat
    local.set $14
    local.get $0
    i32.const 2
    i32.shr_u
    i32x4.splat
    v128.const i32x4 0x00000000 0x00000001 0x00000002 0x00000003
    i32x4.add
    local.set $18
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $17
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $5
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $16
    i32.const 0
    local.set $20
    loop $for-loop|1
     local.get $20
     i32.const 10
     i32.lt_s
     if
      local.get $18
      local.get $15
      i64x2.extmul_low_i32x4_u
      local.set $13
      local.get $18
      local.get $15
      i64x2.extmul_high_i32x4_u
      local.set $12
      local.get $5
      local.get $14
      i64x2.extmul_low_i32x4_u
      local.tee $6
      local.get $5
      local.get $14
      i64x2.extmul_high_i32x4_u
      local.tee $5
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      local.get $17
      v128.xor
      local.get $4
      v128.xor
      local.set $18
      local.get $6
      local.get $5
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.set $17
      local.get $13
      local.get $12
      i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
      local.get $16
      v128.xor
      local.get $3
      v128.xor
      local.set $5
      local.get $13
      local.get $12
      i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
      local.set $16
      local.get $4
      i32.const 4408
      v128.load32_splat
      i32x4.add
      local.set $4
      local.get $3
      i32.const 4412
      v128.load32_splat
      i32x4.add
      local.set $3
      local.get $20
      i32.const 1
      i32.add
      local.set $20
      br $for-loop|1
     end
    end
    local.get $19
    local.get $18
    local.get $17
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    local.tee $3
    local.get $5
    local.get $16
    i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23
    local.tee $4
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store
    local.get $19
    local.get $3
    local.get $4
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    v128.store offset=16
    local.get $19
    local.get $18
    local.get $17
    i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
    local.tee $3
    local.get $5
    local.get $16
    i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
    local.tee $4
    i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    v128.store offset=32
    local.get $19
    local.get $3
    local.get $4
    i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
    v128.store offset=48
    local.get $0
    i32.const 2
    i32.shl
    local.tee $20
    i32.const 1536
    i32.load
    i32.add
    local.set $11
    i32.const 1544
    i32.load
    local.get $20
    i32.add
    local.set $22
    local.get $21
    local.get $0
    i32.sub
    i32.const 16
    i32.ge_s
    if
     i32.const 0
     local.set $20
     loop $for-loop|2
      local.get $20
      i32.const 64
      i32.lt_u
      if
       local.get $20
       local.get $22
       i32.add
       local.get $11
       local.get $20
       i32.add
       v128.load
       local.get $7
       f32x4.mul
       local.get $19
       local.get $20
       i32.add
       v128.load
       local.get $9
       i32x4.ge_u
       v128.and
       v128.store
       local.get $20
       i32.const 16
       i32.add
       local.set $20
       br $for-loop|2
      end
     end
    else
     i32.const 0
     local.set $20
     loop $for-loop|3
      local.get $20
      local.get $21
      local.get $0
      i32.sub
      i32.const 2
      i32.shl
      i32.lt_u
      if
       local.get $20
       local.get $22
       i32.add
       local.get $19
       local.get $20
       i32.add
       i32.load
       local.get $10
       i32.ge_u
       if (result f32)
        local.get $11
        local.get $20
        i32.add
        f32.load
        local.get $8
        f32.mul
       else
        f32.const 0
       end
       f32.store
       local.get $20
       i32.const 4
       i32.add
       local.set $20
       br $for-loop|3
      end
     end
    end
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/dropout/dropout (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 f32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  f32.store
  i32.const 4800
  local.get $2
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/cumulate/cumulateTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 f64)
  (local $18 i32)
  i32.const 1552
  i32.load
  local.set $8
  i32.const 1560
  i32.load
  local.set $6
  local.get $0
  i32.const 1568
  i32.load
  local.tee $2
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  local.tee $3
  i32.rem_s
  i32.const 6
  i32.shl
  local.tee $1
  i32.const -64
  i32.sub
  local.tee $4
  local.get $2
  local.get $2
  local.get $4
  i32.gt_s
  select
  local.set $9
  i32.const 0
  local.get $2
  i32.const 2
  i32.shl
  local.tee $10
  i32.sub
  local.get $10
  i32.const 1576
  i32.load8_u
  local.tee $18
  select
  local.set $7
  i32.const 1584
  i32.load
  local.tee $2
  local.get $0
  local.get $3
  i32.div_s
  i32.mul
  local.tee $5
  local.get $2
  i32.add
  local.set $11
  loop $for-loop|0
   local.get $5
   local.get $11
   local.get $8
   local.get $8
   local.get $11
   i32.gt_s
   select
   i32.lt_s
   if
    local.get $5
    local.get $6
    i32.mul
    local.get $6
    i32.const 1
    i32.sub
    i32.const 0
    local.get $18
    select
    i32.add
    local.get $10
    i32.mul
    local.tee $0
    i32.const 1536
    i32.load
    i32.add
    local.set $12
    local.get $0
    i32.const 1544
    i32.load
    i32.add
    local.set $13
    local.get $1
    local.set $0
    loop $for-loop|1
     local.get $0
     i32.const 4
     i32.add
     local.get $9
     i32.le_s
     if
      local.get $0
      i32.const 2
      i32.shl
      local.tee $2
      local.get $12
      i32.add
      local.set $3
      local.get $2
      local.get $13
      i32.add
      local.set $2
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $14
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set $15
      i32.const 0
      local.set $4
      loop $for-loop|2
       local.get $4
       local.get $6
       i32.lt_s
       if
        local.get $2
        local.get $14
        local.get $3
        v128.load
        local.tee $16
        f64x2.promote_low_f32x4
        f64x2.add
        local.tee $14
        f32x4.demote_f64x2_zero
        local.get $15
        local.get $16
        local.get $16
        i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
        f64x2.promote_low_f32x4
        f64x2.add
        local.tee $15
        f32x4.demote_f64x2_zero
        i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
        v128.store
        local.get $3
        local.get $7
        i32.add
        local.set $3
        local.get $2
        local.get $7
        i32.add
        local.set $2
        local.get $4
        i32.const 1
        i32.add
        local.set $4
        br $for-loop|2
       end
      end
      local.get $0
      i32.const 4
      i32.add
      local.set $0
      br $for-loop|1
     end
    end
    loop $for-loop|3
     local.get $0
     local.get $9
     i32.lt_s
     if
      local.get $0
      i32.const 2
      i32.shl
      local.tee $2
      local.get $12
      i32.add
      local.set $3
      local.get $2
      local.get $13
      i32.add
      local.set $2
      f64.const 0
      local.set $17
      i32.const 0
      local.set $4
      loop $for-loop|4
       local.get $4
       local.get $6
       i32.lt_s
       if
        local.get $2
        local.get $17
        local.get $3
        f32.load
        f64.promote_f32
        f64.add
        local.tee $17
        f32.demote_f64
        f32.store
        local.get $3
        local.get $7
        i32.add
        local.set $3
        local.get $2
        local.get $7
        i32.add
        local.set $2
        local.get $4
        i32.const 1
        i32.add
        local.set $4
        br $for-loop|4
       end
      end
      local.get $0
      i32.const 1
      i32.add
      local.set $0
      br $for-loop|3
     end
    end
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
 )
 (func $assembly/cumulate/cumulate (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32)
  (local $6 i32)
  i32.const 1
  i32.const 8192
  i32.const 1
  local.get $3
  i32.const 64
  local.get $4
  local.get $4
  i32.const 64
  i32.ge_s
  select
  i32.mul
  local.tee $6
  local.get $6
  i32.const 0
  i32.le_s
  select
  i32.div_s
  local.tee $6
  local.get $6
  i32.const 0
  i32.le_s
  select
  local.set $6
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store8
  i32.const 1584
  local.get $6
  i32.store
  i32.const 4768
  local.get $2
  local.get $6
  i32.add
  i32.const 1
  i32.sub
  local.get $6
  i32.div_s
  local.get $4
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/cast/castTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 v128)
  i32.const 1568
  i32.load
  local.set $2
  local.get $0
  i32.const 14
  i32.shl
  local.tee $4
  i32.const 16384
  i32.add
  local.tee $0
  i32.const 1552
  i32.load
  local.tee $3
  local.get $0
  local.get $3
  i32.lt_s
  select
  local.set $7
  i32.const 1536
  i32.load
  local.get $4
  i32.const 1560
  i32.load
  local.tee $8
  i32.const 5
  i32.eq
  local.get $8
  i32.const 2
  i32.eq
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 2
   local.get $8
   i32.eqz
   local.get $8
   i32.const 1
   i32.eq
   i32.or
   select
  end
  local.tee $5
  i32.shl
  i32.add
  local.set $0
  i32.const 1544
  i32.load
  local.get $4
  local.get $2
  i32.const 5
  i32.eq
  local.get $2
  i32.const 2
  i32.eq
  i32.or
  if (result i32)
   i32.const 0
  else
   i32.const 1
   i32.const 2
   local.get $2
   i32.eqz
   local.get $2
   i32.const 1
   i32.eq
   i32.or
   select
  end
  local.tee $6
  i32.shl
  i32.add
  local.set $3
  loop $for-loop|0
   local.get $4
   i32.const 4
   i32.add
   local.get $7
   i32.le_s
   if
    block $assembly/cast/load4|inlined.0 (result v128)
     local.get $5
     i32.const 2
     i32.eq
     if
      local.get $0
      v128.load
      br $assembly/cast/load4|inlined.0
     end
     local.get $5
     i32.const 1
     i32.eq
     if
      local.get $0
      v128.load64_zero
      i32x4.extend_low_i16x8_u
      br $assembly/cast/load4|inlined.0
     end
     local.get $0
     v128.load32_zero
     i16x8.extend_low_i8x16_u
     i32x4.extend_low_i16x8_u
    end
    local.set $1
    block $assembly/cast/convert4|inlined.0
     local.get $8
     i32.const 3
     i32.eq
     local.get $8
     i32.const 2
     i32.eq
     i32.or
     if (result i32)
      local.get $2
      i32.const 3
      i32.eq
      local.get $2
      i32.const 2
      i32.eq
      i32.or
      local.get $2
      i32.const 5
      i32.eq
      i32.or
     else
      i32.const 0
     end
     if
      local.get $2
      i32.const 5
      i32.eq
      if
       local.get $1
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       i32x4.ne
       i32.const 4396
       v128.load32_splat
       v128.and
       local.set $1
       br $assembly/cast/convert4|inlined.0
      end
      br $assembly/cast/convert4|inlined.0
     end
     local.get $8
     if (result v128)
      local.get $1
      i32.const 16
      i32x4.shl
      local.get $1
      f32x4.convert_i32x4_s
      local.get $1
      local.get $8
      i32.const 4
      i32.ne
      select
      local.get $8
      i32.const 1
      i32.eq
      select
     else
      local.get $1
      i32.const 4352
      v128.load32_splat
      v128.and
      i32.const 13
      i32x4.shl
      i32.const 4364
      v128.load32_splat
      f32x4.mul
      local.get $1
      i32.const 4348
      v128.load32_splat
      v128.and
      i32.const 16
      i32x4.shl
      v128.or
      local.get $1
      i32.const 4356
      v128.load32_splat
      local.tee $1
      v128.and
      local.get $1
      i32x4.eq
      i32.const 4360
      v128.load32_splat
      v128.and
      v128.or
     end
     local.set $1
     local.get $2
     i32.eqz
     if
      local.get $1
      f32x4.abs
      local.tee $9
      i32.const 4368
      v128.load32_splat
      local.tee $10
      f32x4.add
      local.get $10
      i32x4.sub
      local.get $9
      i32.const 4380
      v128.load32_splat
      i32x4.add
      local.get $9
      i32.const 13
      i32x4.shr_u
      i32.const 4396
      v128.load32_splat
      v128.and
      i32x4.add
      i32.const 13
      i32x4.shr_u
      local.get $9
      i32.const 4372
      v128.load32_splat
      i32x4.lt_s
      v128.bitselect
      i32.const 4356
      v128.load32_splat
      local.get $9
      i32.const 4376
      v128.load32_splat
      i32x4.lt_s
      v128.bitselect
      local.get $1
      local.get $9
      v128.xor
      i32.const 16
      i32x4.shr_u
      v128.or
      i32.const 4384
      v128.load32_splat
      local.get $1
      local.get $1
      f32x4.eq
      v128.bitselect
      local.set $1
      br $assembly/cast/convert4|inlined.0
     end
     local.get $2
     i32.const 1
     i32.eq
     if
      local.get $1
      i32.const 4388
      v128.load32_splat
      i32x4.add
      local.get $1
      i32.const 16
      i32x4.shr_u
      i32.const 4396
      v128.load32_splat
      v128.and
      i32x4.add
      i32.const 16
      i32x4.shr_u
      i32.const 4392
      v128.load32_splat
      local.get $1
      local.get $1
      f32x4.eq
      v128.bitselect
      local.set $1
      br $assembly/cast/convert4|inlined.0
     end
     local.get $2
     i32.const 5
     i32.eq
     if
      local.get $1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.ne
      i32.const 4396
      v128.load32_splat
      v128.and
      local.set $1
      br $assembly/cast/convert4|inlined.0
     end
     local.get $1
     local.get $1
     i32x4.trunc_sat_f32x4_s
     local.get $2
     i32.const 4
     i32.eq
     select
     local.set $1
    end
    local.get $6
    i32.const 2
    i32.eq
    if
     local.get $3
     local.get $1
     v128.store
    else
     local.get $6
     i32.const 1
     i32.eq
     if
      local.get $3
      local.get $1
      local.get $1
      i16x8.narrow_i32x4_u
      v128.store64_lane 0
     else
      local.get $3
      local.get $1
      local.get $1
      i16x8.narrow_i32x4_s
      local.tee $1
      local.get $1
      i8x16.narrow_i16x8_u
      v128.store32_lane 0
     end
    end
    local.get $0
    i32.const 4
    local.get $5
    i32.shl
    i32.add
    local.set $0
    local.get $3
    i32.const 4
    local.get $6
    i32.shl
    i32.add
    local.set $3
    local.get $4
    i32.const 4
    i32.add
    local.set $4
    br $for-loop|0
   end
  end
  loop $for-loop|1
   local.get $4
   local.get $7
   i32.lt_s
   if
    block $assembly/cast/load1|inlined.0 (result v128)
     local.get $5
     i32.const 2
     i32.eq
     if
      local.get $0
      v128.load32_zero
      br $assembly/cast/load1|inlined.0
     end
     local.get $5
     i32.const 1
     i32.eq
     if (result i32)
      local.get $0
      i32.load16_u
     else
      local.get $0
      i32.load8_u
     end
     i32x4.splat
    end
    local.set $1
    block $assembly/cast/convert4|inlined.1
     local.get $8
     i32.const 3
     i32.eq
     local.get $8
     i32.const 2
     i32.eq
     i32.or
     if (result i32)
      local.get $2
      i32.const 3
      i32.eq
      local.get $2
      i32.const 2
      i32.eq
      i32.or
      local.get $2
      i32.const 5
      i32.eq
      i32.or
     else
      i32.const 0
     end
     if
      local.get $2
      i32.const 5
      i32.eq
      if
       local.get $1
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       i32x4.ne
       i32.const 4396
       v128.load32_splat
       v128.and
       local.set $1
       br $assembly/cast/convert4|inlined.1
      end
      br $assembly/cast/convert4|inlined.1
     end
     local.get $8
     if (result v128)
      local.get $1
      i32.const 16
      i32x4.shl
      local.get $1
      f32x4.convert_i32x4_s
      local.get $1
      local.get $8
      i32.const 4
      i32.ne
      select
      local.get $8
      i32.const 1
      i32.eq
      select
     else
      local.get $1
      i32.const 4352
      v128.load32_splat
      v128.and
      i32.const 13
      i32x4.shl
      i32.const 4364
      v128.load32_splat
      f32x4.mul
      local.get $1
      i32.const 4348
      v128.load32_splat
      v128.and
      i32.const 16
      i32x4.shl
      v128.or
      local.get $1
      i32.const 4356
      v128.load32_splat
      local.tee $1
      v128.and
      local.get $1
      i32x4.eq
      i32.const 4360
      v128.load32_splat
      v128.and
      v128.or
     end
     local.set $1
     local.get $2
     i32.eqz
     if
      local.get $1
      f32x4.abs
      local.tee $9
      i32.const 4368
      v128.load32_splat
      local.tee $10
      f32x4.add
      local.get $10
      i32x4.sub
      local.get $9
      i32.const 4380
      v128.load32_splat
      i32x4.add
      local.get $9
      i32.const 13
      i32x4.shr_u
      i32.const 4396
      v128.load32_splat
      v128.and
      i32x4.add
      i32.const 13
      i32x4.shr_u
      local.get $9
      i32.const 4372
      v128.load32_splat
      i32x4.lt_s
      v128.bitselect
      i32.const 4356
      v128.load32_splat
      local.get $9
      i32.const 4376
      v128.load32_splat
      i32x4.lt_s
      v128.bitselect
      local.get $1
      local.get $9
      v128.xor
      i32.const 16
      i32x4.shr_u
      v128.or
      i32.const 4384
      v128.load32_splat
      local.get $1
      local.get $1
      f32x4.eq
      v128.bitselect
      local.set $1
      br $assembly/cast/convert4|inlined.1
     end
     local.get $2
     i32.const 1
     i32.eq
     if
      local.get $1
      i32.const 4388
      v128.load32_splat
      i32x4.add
      local.get $1
      i32.const 16
      i32x4.shr_u
      i32.const 4396
      v128.load32_splat
      v128.and
      i32x4.add
      i32.const 16
      i32x4.shr_u
      i32.const 4392
      v128.load32_splat
      local.get $1
      local.get $1
      f32x4.eq
      v128.bitselect
      local.set $1
      br $assembly/cast/convert4|inlined.1
     end
     local.get $2
     i32.const 5
     i32.eq
     if
      local.get $1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.ne
      i32.const 4396
      v128.load32_splat
      v128.and
      local.set $1
      br $assembly/cast/convert4|inlined.1
     end
     local.get $1
     local.get $1
     i32x4.trunc_sat_f32x4_s
     local.get $2
     i32.const 4
     i32.eq
     select
     local.set $1
    end
    local.get $6
    i32.const 2
    i32.eq
    if
     local.get $3
     local.get $1
     v128.store32_lane 0
    else
     local.get $6
     i32.const 1
     i32.eq
     if
      local.get $3
      local.get $1
      local.get $1
      i16x8.narrow_i32x4_u
      v128.store16_lane 0
     else
      local.get $3
      local.get $1
      local.get $1
      i16x8.narrow_i32x4_s
      local.tee $1
      local.get $1
      i8x16.narrow_i16x8_u
      v128.store8_lane 0
     end
    end
    local.get $0
    i32.const 1
    local.get $5
    i32.shl
    i32.add
    local.set $0
    local.get $3
    i32.const 1
    local.get $6
    i32.shl
    i32.add
    local.set $3
    local.get $4
    i32.const 1
    i32.add
    local.set $4
    br $for-loop|1
   end
  end
 )
 (func $assembly/cast/cast (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 4736
  local.get $2
  i32.const 16383
  i32.add
  i32.const 16384
  i32.div_s
  call $assembly/pool/parallel
 )
 (func $assembly/attention/parts/partTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 1624
  i32.load
  local.tee $3
  i32.const 2
  i32.shl
  local.set $1
  i32.const 1712
  i32.load
  i32.const 1592
  i32.load
  local.tee $2
  local.get $0
  i32.mul
  local.get $3
  i32.const 3
  i32.add
  i32.const -4
  i32.and
  i32.const 4
  i32.add
  i32.const 2
  i32.shl
  i32.mul
  i32.add
  local.set $3
  local.get $2
  i32.const 1
  i32.sub
  local.set $7
  local.get $3
  local.get $0
  i32.const 1704
  i32.load
  local.tee $4
  i32.div_s
  local.tee $5
  i32.const 1576
  i32.load
  local.tee $6
  i32.div_s
  local.get $5
  local.get $6
  i32.rem_s
  i32.const 0
  local.get $2
  local.get $0
  local.get $4
  i32.rem_s
  i32.const 10
  i32.shl
  local.tee $0
  block $assembly/attention/scores/visibleKeys|inlined.3 (result i32)
   i32.const 1600
   i32.load
   local.tee $4
   i32.const 1632
   i32.load8_u
   i32.eqz
   br_if $assembly/attention/scores/visibleKeys|inlined.3
   drop
   local.get $4
   local.get $4
   local.get $2
   i32.sub
   local.get $7
   i32.add
   i32.const 1
   i32.add
   local.tee $5
   local.get $4
   local.get $5
   i32.lt_s
   select
   local.tee $4
   i32.const 0
   local.get $4
   i32.const 0
   i32.ge_s
   select
  end
  local.tee $4
  local.get $0
  i32.const 1024
  i32.add
  local.tee $0
  local.get $0
  local.get $4
  i32.gt_s
  select
  call $assembly/attention/forward/attend
  local.get $2
  i32.const 1
  i32.sub
  local.set $0
  loop $for-loop|0
   local.get $0
   i32.const 0
   i32.ge_s
   if
    local.get $3
    local.get $0
    i32.const 1624
    i32.load
    i32.const 3
    i32.add
    i32.const -4
    i32.and
    i32.const 4
    i32.add
    i32.const 2
    i32.shl
    i32.mul
    i32.add
    local.tee $2
    local.get $3
    local.get $0
    local.get $1
    i32.mul
    i32.add
    local.get $1
    memory.copy
    i32.const 1624
    i32.load
    i32.const 3
    i32.add
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    local.get $2
    i32.add
    local.tee $2
    global.get $assembly/pool/scratch
    i32.const 458880
    i32.add
    local.get $0
    i32.const 2
    i32.shl
    i32.add
    f32.load
    f32.store
    local.get $2
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $0
    i32.const 3
    i32.shl
    i32.add
    f64.load
    f64.store offset=8
    local.get $0
    i32.const 1
    i32.sub
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/parts/joinTile (param $0 i32)
  (local $1 v128)
  (local $2 f32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 f64)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 f32)
  (local $11 i32)
  (local $12 i32)
  (local $13 v128)
  (local $14 v128)
  i32.const 1696
  i32.load
  i32.const 1624
  i32.load
  local.tee $3
  local.get $0
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $4
  i32.const 1712
  i32.load
  i32.const 1592
  i32.load
  local.tee $8
  local.get $3
  i32.const 3
  i32.add
  i32.const -4
  i32.and
  i32.const 4
  i32.add
  i32.const 2
  i32.shl
  local.tee $9
  i32.mul
  local.tee $5
  i32.const 1704
  i32.load
  local.tee $7
  local.get $0
  local.get $8
  i32.div_s
  i32.mul
  i32.mul
  i32.add
  local.get $0
  local.get $8
  i32.rem_s
  local.get $9
  i32.mul
  i32.add
  local.tee $8
  local.get $9
  i32.add
  i32.const 16
  i32.sub
  local.set $9
  f32.const -inf
  local.set $2
  i32.const 0
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $7
   i32.lt_s
   if
    local.get $2
    local.get $9
    local.get $0
    local.get $5
    i32.mul
    i32.add
    f32.load
    f32.max
    local.set $2
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
  f32.const 0
  local.get $2
  local.get $2
  f32.const -inf
  f32.eq
  select
  local.set $10
  local.get $4
  i32.const 0
  local.get $3
  i32.const 2
  i32.shl
  memory.fill
  i32.const 0
  local.set $0
  loop $for-loop|1
   local.get $0
   local.get $7
   i32.lt_s
   if
    local.get $0
    local.get $5
    i32.mul
    local.tee $11
    local.get $9
    i32.add
    local.tee $12
    f32.load
    local.get $10
    f32.sub
    f32x4.splat
    i32.const 4152
    v128.load32_splat
    f32x4.pmax
    local.tee $13
    i32.const 4108
    v128.load32_splat
    f32x4.mul
    i32.const 4096
    v128.load32_splat
    local.tee $14
    f32x4.add
    local.tee $1
    local.get $14
    f32x4.sub
    local.set $14
    local.get $6
    local.get $12
    f64.load offset=8
    local.get $13
    local.get $14
    i32.const 4112
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.get $14
    i32.const 4116
    v128.load32_splat
    f32x4.mul
    f32x4.sub
    local.tee $13
    local.get $13
    f32x4.mul
    local.get $13
    local.get $13
    local.get $13
    local.get $13
    local.get $13
    i32.const 4120
    v128.load32_splat
    f32x4.mul
    i32.const 4124
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4128
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4132
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4136
    v128.load32_splat
    f32x4.add
    f32x4.mul
    i32.const 4140
    v128.load32_splat
    f32x4.add
    f32x4.mul
    local.get $13
    f32x4.add
    i32.const 4144
    v128.load32_splat
    f32x4.add
    local.get $1
    i32.const 4156
    v128.load32_splat
    i32x4.sub
    i32.const 23
    i32x4.shl
    f32x4.mul
    f32x4.extract_lane 0
    local.tee $2
    f64.promote_f32
    f64.mul
    f64.add
    local.set $6
    global.get $assembly/pool/scratch
    i32.const 393344
    i32.add
    local.tee $12
    local.get $2
    f32.store
    local.get $4
    local.get $8
    local.get $11
    i32.add
    i32.const 0
    local.get $3
    local.get $12
    i32.const 1
    call $assembly/attention/scores/addWeighted
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
  local.get $6
  f64.const 0
  f64.ne
  if
   local.get $4
   local.get $3
   f64.const 1
   local.get $6
   f64.div
   f32.demote_f64
   call $assembly/attention/scores/scaleRow
  end
 )
 (func $assembly/attention/parts/attentionWork (param $0 i32) (result i32)
  (local $1 i32)
  i32.const 1592
  i32.load
  i32.const 16
  i32.gt_s
  if (result i32)
   i32.const 1
  else
   i32.const 1
   i32.const 1600
   i32.load
   i32.const 1023
   i32.add
   i32.const 1024
   i32.div_s
   local.tee $1
   local.get $1
   i32.const 0
   i32.le_s
   select
  end
  local.tee $1
  i32.const 1
  i32.eq
  if (result i32)
   i32.const 0
  else
   i32.const 1592
   i32.load
   local.get $0
   i32.const 1576
   i32.load
   i32.mul
   local.get $1
   i32.mul
   i32.mul
   i32.const 1624
   i32.load
   i32.const 3
   i32.add
   i32.const -4
   i32.and
   i32.const 4
   i32.add
   i32.const 2
   i32.shl
   i32.mul
  end
 )
 (func $assembly/attention/parts/attention (param $0 i32) (param $1 i32) (param $2 i32)
  (local $3 i32)
  (local $4 i32)
  local.get $1
  i32.const 1576
  i32.load
  i32.mul
  local.set $3
  i32.const 1592
  i32.load
  local.tee $1
  i32.const 16
  i32.gt_s
  if (result i32)
   i32.const 1
  else
   i32.const 1
   i32.const 1600
   i32.load
   i32.const 1023
   i32.add
   i32.const 1024
   i32.div_s
   local.tee $4
   local.get $4
   i32.const 0
   i32.le_s
   select
  end
  local.set $4
  i32.const 1696
  local.get $0
  i32.store
  i32.const 1704
  local.get $4
  i32.store
  i32.const 1712
  local.get $2
  i32.store
  local.get $4
  i32.const 1
  i32.eq
  if
   i32.const 4640
   local.get $3
   local.get $1
   i32.const 63
   i32.add
   i32.const 64
   i32.div_s
   i32.mul
   call $assembly/pool/parallel
   return
  end
  i32.const 4672
  local.get $3
  local.get $4
  i32.mul
  call $assembly/pool/parallel
  i32.const 4704
  local.get $1
  local.get $3
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/attention/forward/queryTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 f64)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  local.get $0
  i32.const 1576
  i32.load
  local.tee $6
  i32.const 1592
  i32.load
  local.tee $5
  i32.const 63
  i32.add
  i32.const 64
  i32.div_s
  local.tee $7
  i32.mul
  i32.div_s
  local.set $1
  local.get $5
  local.get $0
  local.get $7
  i32.rem_s
  i32.const 6
  i32.shl
  local.tee $8
  i32.sub
  local.set $2
  local.get $8
  i32.const 64
  local.get $2
  local.get $2
  i32.const 64
  i32.gt_s
  select
  local.tee $9
  i32.add
  i32.const 1
  i32.sub
  local.set $10
  i32.const 1696
  i32.load
  i32.const 1624
  i32.load
  local.tee $2
  i32.const 2
  i32.shl
  local.tee $3
  local.get $0
  local.get $7
  i32.div_s
  local.get $6
  i32.rem_s
  local.tee $0
  local.get $1
  local.get $6
  i32.mul
  i32.add
  local.get $5
  i32.mul
  local.get $8
  i32.add
  i32.mul
  i32.add
  local.tee $6
  local.get $1
  local.get $0
  local.get $8
  local.get $9
  i32.const 0
  block $assembly/attention/scores/visibleKeys|inlined.2 (result i32)
   i32.const 1600
   i32.load
   local.tee $0
   i32.const 1632
   i32.load8_u
   i32.eqz
   br_if $assembly/attention/scores/visibleKeys|inlined.2
   drop
   local.get $0
   local.get $0
   local.get $5
   i32.sub
   local.get $10
   i32.add
   i32.const 1
   i32.add
   local.tee $1
   local.get $0
   local.get $1
   i32.lt_s
   select
   local.tee $0
   i32.const 0
   local.get $0
   i32.const 0
   i32.ge_s
   select
  end
  call $assembly/attention/forward/attend
  i32.const 0
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $9
   i32.lt_u
   if
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $0
    i32.const 3
    i32.shl
    i32.add
    f64.load
    local.tee $4
    f64.const 0
    f64.ne
    if
     local.get $6
     local.get $0
     local.get $3
     i32.mul
     i32.add
     local.get $2
     f64.const 1
     local.get $4
     f64.div
     f32.demote_f64
     call $assembly/attention/scores/scaleRow
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/forward/attentionSteps (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32)
  local.get $0
  i32.const 3
  i32.shl
  local.tee $0
  i32.const 1536
  i32.add
  local.get $1
  i32.store
  local.get $0
  i32.const 1544
  i32.add
  local.get $2
  i32.store
  local.get $0
  i32.const 1552
  i32.add
  local.get $3
  i32.store
 )
 (func $assembly/attention/forward/attentionInputs (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32) (param $10 i32) (param $11 i32) (param $12 i32) (param $13 f32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  i32.store
  i32.const 1560
  local.get $3
  i32.store
  i32.const 1568
  local.get $4
  i32.store
  i32.const 1576
  local.get $5
  i32.store
  i32.const 1584
  local.get $6
  i32.store
  i32.const 1592
  local.get $7
  i32.store
  i32.const 1600
  local.get $8
  i32.store
  i32.const 1608
  local.get $9
  i32.store
  i32.const 1616
  local.get $10
  i32.store
  i32.const 1624
  local.get $11
  i32.store
  i32.const 1632
  local.get $12
  i32.store8
  i32.const 1640
  local.get $13
  f32.store
 )
 (func $assembly/attention/backward/weigh (param $0 i32) (param $1 i32) (param $2 i32)
  (local $3 i32)
  (local $4 v128)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 v128)
  (local $9 f64)
  (local $10 f32)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 i32)
  (local $21 i32)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  local.get $1
  i32.const 3
  i32.add
  i32.const -4
  i32.and
  local.set $7
  loop $for-loop|0
   local.get $0
   local.get $6
   i32.gt_u
   if
    global.get $assembly/pool/scratch
    i32.const 393344
    i32.add
    local.get $6
    i32.const 9
    i32.shl
    i32.add
    local.set $3
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $6
    i32.const 3
    i32.shl
    i32.add
    f64.load
    local.set $9
    local.get $2
    if
     f32.const 0
     global.get $assembly/pool/scratch
     i32.const 458880
     i32.add
     local.get $6
     i32.const 2
     i32.shl
     i32.add
     f32.load
     local.tee $10
     local.get $10
     f32.const -inf
     f32.eq
     select
     f32x4.splat
     local.set $15
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     local.set $8
     local.get $3
     local.tee $1
     local.tee $5
     local.get $7
     i32.const -8
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $20
     loop $while-continue|1
      local.get $5
      local.get $20
      i32.lt_u
      if
       v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
       local.set $4
       local.get $5
       i32.const 512
       i32.add
       local.tee $21
       local.get $20
       local.get $20
       local.get $21
       i32.gt_u
       select
       local.set $21
       loop $for-loop|2
        local.get $5
        local.get $21
        i32.lt_u
        if
         local.get $5
         v128.load
         local.get $15
         f32x4.sub
         i32.const 4152
         v128.load32_splat
         local.tee $11
         f32x4.pmax
         local.tee $12
         i32.const 4108
         v128.load32_splat
         local.tee $13
         f32x4.mul
         i32.const 4096
         v128.load32_splat
         local.tee $14
         f32x4.add
         local.set $19
         local.get $5
         v128.load offset=16
         local.get $15
         f32x4.sub
         local.get $11
         f32x4.pmax
         local.tee $16
         local.get $13
         f32x4.mul
         local.get $14
         f32x4.add
         local.tee $17
         local.get $14
         f32x4.sub
         local.set $22
         local.get $1
         local.get $12
         local.get $19
         local.get $14
         f32x4.sub
         local.tee $11
         i32.const 4112
         v128.load32_splat
         local.tee $23
         f32x4.mul
         f32x4.sub
         local.get $11
         i32.const 4116
         v128.load32_splat
         local.tee $24
         f32x4.mul
         f32x4.sub
         local.tee $25
         local.get $25
         f32x4.mul
         local.get $25
         local.get $25
         local.get $25
         local.get $25
         local.get $25
         i32.const 4120
         v128.load32_splat
         local.tee $18
         f32x4.mul
         i32.const 4124
         v128.load32_splat
         local.tee $26
         f32x4.add
         f32x4.mul
         i32.const 4128
         v128.load32_splat
         local.tee $11
         f32x4.add
         f32x4.mul
         i32.const 4132
         v128.load32_splat
         local.tee $12
         f32x4.add
         f32x4.mul
         i32.const 4136
         v128.load32_splat
         local.tee $13
         f32x4.add
         f32x4.mul
         i32.const 4140
         v128.load32_splat
         local.tee $14
         f32x4.add
         f32x4.mul
         local.get $25
         f32x4.add
         i32.const 4144
         v128.load32_splat
         local.tee $25
         f32x4.add
         local.get $19
         i32.const 4156
         v128.load32_splat
         local.tee $27
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         local.tee $19
         v128.store
         local.get $1
         local.get $16
         local.get $22
         local.get $23
         f32x4.mul
         f32x4.sub
         local.get $22
         local.get $24
         f32x4.mul
         f32x4.sub
         local.tee $16
         local.get $16
         f32x4.mul
         local.get $16
         local.get $16
         local.get $16
         local.get $16
         local.get $16
         local.get $18
         f32x4.mul
         local.get $26
         f32x4.add
         f32x4.mul
         local.get $11
         f32x4.add
         f32x4.mul
         local.get $12
         f32x4.add
         f32x4.mul
         local.get $13
         f32x4.add
         f32x4.mul
         local.get $14
         f32x4.add
         f32x4.mul
         local.get $16
         f32x4.add
         local.get $25
         f32x4.add
         local.get $17
         local.get $27
         i32x4.sub
         i32.const 23
         i32x4.shl
         f32x4.mul
         local.tee $11
         v128.store offset=16
         local.get $4
         local.get $19
         local.get $11
         f32x4.add
         f32x4.add
         local.set $4
         local.get $1
         i32.const 32
         i32.add
         local.set $1
         local.get $5
         i32.const 32
         i32.add
         local.set $5
         br $for-loop|2
        end
       end
       local.get $8
       local.get $4
       f64x2.promote_low_f32x4
       local.get $4
       local.get $4
       i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       f64x2.promote_low_f32x4
       f64x2.add
       f64x2.add
       local.set $8
       br $while-continue|1
      end
     end
     local.get $7
     i32.const 4
     i32.and
     if
      local.get $5
      v128.load
      local.get $15
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $4
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      i32.const 4096
      v128.load32_splat
      local.tee $8
      f32x4.add
      local.tee $11
      local.get $8
      f32x4.sub
      local.set $8
      local.get $1
      local.get $4
      local.get $8
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $8
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $4
      local.get $4
      f32x4.mul
      local.get $4
      local.get $4
      local.get $4
      local.get $4
      local.get $4
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $4
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $11
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      v128.store
      local.get $5
      i32.const 16
      i32.add
      local.set $5
      local.get $1
      i32.const 16
      i32.add
      local.set $1
     end
     local.get $7
     i32.const 3
     i32.and
     local.tee $20
     if
      i32.const 4096
      v128.load32_splat
      local.set $8
      local.get $5
      v128.const i32x4 0xff800000 0xff800000 0xff800000 0xff800000
      v128.load32_lane 0
      local.set $4
      local.get $20
      i32.const 1
      i32.gt_u
      if
       local.get $5
       i32.const 4
       i32.add
       local.get $4
       v128.load32_lane 1
       local.set $4
      end
      local.get $20
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $5
       i32.const 8
       i32.add
       local.get $4
       v128.load32_lane 2
      else
       local.get $4
      end
      local.get $15
      f32x4.sub
      i32.const 4152
      v128.load32_splat
      f32x4.pmax
      local.tee $4
      i32.const 4108
      v128.load32_splat
      f32x4.mul
      local.get $8
      f32x4.add
      local.tee $11
      local.get $8
      f32x4.sub
      local.set $8
      local.get $1
      local.get $4
      local.get $8
      i32.const 4112
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.get $8
      i32.const 4116
      v128.load32_splat
      f32x4.mul
      f32x4.sub
      local.tee $4
      local.get $4
      f32x4.mul
      local.get $4
      local.get $4
      local.get $4
      local.get $4
      local.get $4
      i32.const 4120
      v128.load32_splat
      f32x4.mul
      i32.const 4124
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4128
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4132
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4136
      v128.load32_splat
      f32x4.add
      f32x4.mul
      i32.const 4140
      v128.load32_splat
      f32x4.add
      f32x4.mul
      local.get $4
      f32x4.add
      i32.const 4144
      v128.load32_splat
      f32x4.add
      local.get $11
      i32.const 4156
      v128.load32_splat
      i32x4.sub
      i32.const 23
      i32x4.shl
      f32x4.mul
      local.tee $4
      v128.store32_lane 0
      local.get $20
      i32.const 1
      i32.gt_u
      if
       local.get $1
       i32.const 4
       i32.add
       local.get $4
       v128.store32_lane 1
      end
      local.get $20
      i32.const 2
      i32.gt_u
      if
       local.get $1
       i32.const 8
       i32.add
       local.get $4
       v128.store32_lane 2
      end
     end
    end
    local.get $3
    local.get $7
    local.get $9
    f64.const 0
    f64.eq
    if (result f32)
     f32.const 0
    else
     f64.const 1
     local.get $9
     f64.div
     f32.demote_f64
    end
    call $assembly/attention/scores/scaleRow
    local.get $6
    i32.const 1
    i32.add
    local.set $6
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/backward/unitsTile (param $0 i32)
  (local $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  (local $21 i32)
  i32.const 1760
  i32.load
  local.set $6
  local.get $0
  i32.const 1752
  i32.load
  local.tee $3
  i32.rem_s
  local.set $4
  i32.const 1736
  i32.load
  local.tee $1
  if (result i32)
   local.get $1
   local.get $4
   i32.const 1744
   i32.load
   i32.mul
   i32.add
  else
   i32.const 0
  end
  local.set $19
  i32.const 1776
  i32.load
  local.get $0
  local.get $3
  i32.div_s
  i32.mul
  local.set $14
  local.get $4
  local.get $6
  i32.mul
  local.get $3
  i32.div_s
  local.set $0
  loop $for-loop|0
   local.get $0
   local.get $6
   local.get $4
   i32.const 1
   i32.add
   i32.mul
   local.get $3
   i32.div_s
   i32.lt_s
   if
    i32.const 1592
    i32.load
    local.set $5
    i32.const 1576
    i32.load
    local.tee $15
    i32.const 1584
    i32.load
    local.tee $7
    i32.div_s
    local.set $8
    local.get $14
    local.get $0
    i32.const 1768
    i32.load
    i32.mul
    i32.add
    local.tee $9
    local.get $7
    i32.div_s
    local.set $10
    i32.const 1616
    i32.load
    local.tee $11
    i32.const 1608
    i32.load
    local.tee $1
    local.get $9
    i32.mul
    local.tee $2
    i32.mul
    i32.const 2
    i32.shl
    local.tee $16
    i32.const 1720
    i32.load
    i32.add
    local.set $12
    i32.const 1624
    i32.load
    local.get $2
    i32.mul
    i32.const 2
    i32.shl
    local.tee $2
    i32.const 1728
    i32.load
    i32.add
    local.set $13
    local.get $16
    i32.const 1544
    i32.load
    i32.add
    local.set $21
    local.get $2
    i32.const 1552
    i32.load
    i32.add
    local.set $16
    local.get $12
    i32.const 0
    local.get $1
    local.get $11
    i32.mul
    i32.const 2
    i32.shl
    memory.fill
    local.get $13
    i32.const 0
    i32.const 1608
    i32.load
    i32.const 1624
    i32.load
    i32.mul
    i32.const 2
    i32.shl
    memory.fill
    i32.const 0
    local.set $1
    loop $for-loop|00
     local.get $1
     local.get $8
     i32.lt_s
     if
      i32.const 1536
      i32.load
      local.get $9
      local.get $7
      i32.rem_s
      local.get $8
      i32.mul
      local.get $1
      i32.add
      local.tee $20
      local.get $10
      local.get $15
      i32.mul
      i32.add
      local.get $5
      i32.mul
      local.get $11
      i32.mul
      i32.const 2
      i32.shl
      i32.add
      local.set $17
      i32.const 0
      local.set $2
      loop $for-loop|1
       local.get $2
       local.get $5
       i32.lt_s
       if
        local.get $10
        local.get $20
        local.get $2
        i32.const 64
        local.get $5
        local.get $2
        i32.sub
        local.tee $18
        local.get $18
        i32.const 64
        i32.gt_s
        select
        local.get $17
        local.get $21
        local.get $16
        local.get $12
        local.get $13
        local.get $19
        call $assembly/attention/backward/queryBlock
        local.get $2
        i32.const -64
        i32.sub
        local.set $2
        br $for-loop|1
       end
      end
      local.get $1
      i32.const 1
      i32.add
      local.set $1
      br $for-loop|00
     end
    end
    local.get $0
    i32.const 1
    i32.add
    local.set $0
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/backward/slopes (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32)
  (local $7 v128)
  (local $8 i32)
  (local $9 v128)
  (local $10 v128)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 v128)
  (local $17 i32)
  local.get $4
  i32.const 3
  i32.add
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $14
  local.get $2
  i32.const 2
  i32.shl
  local.set $15
  local.get $5
  if (result f32)
   f32.const 1
  else
   i32.const 1640
   f32.load
  end
  f32x4.splat
  local.set $16
  loop $for-loop|0
   local.get $3
   local.get $13
   i32.gt_u
   if
    local.get $13
    local.get $15
    i32.mul
    local.tee $11
    local.get $0
    i32.add
    local.set $8
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set $7
    local.get $1
    local.get $11
    i32.add
    local.tee $12
    local.get $2
    i32.const -4
    i32.and
    i32.const 2
    i32.shl
    i32.add
    local.set $11
    loop $for-loop|1
     local.get $11
     local.get $12
     i32.gt_u
     if
      local.get $7
      local.get $12
      v128.load
      local.get $8
      v128.load
      f32x4.mul
      local.tee $7
      f64x2.promote_low_f32x4
      local.get $7
      local.get $7
      i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
      f64x2.promote_low_f32x4
      f64x2.add
      f64x2.add
      local.set $7
      local.get $8
      i32.const 16
      i32.add
      local.set $8
      local.get $12
      i32.const 16
      i32.add
      local.set $12
      br $for-loop|1
     end
    end
    local.get $2
    i32.const 3
    i32.and
    local.tee $11
    if
     local.get $7
     local.get $12
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $7
     local.get $11
     i32.const 1
     i32.gt_u
     if
      local.get $12
      i32.const 4
      i32.add
      local.get $7
      v128.load32_lane 1
      local.set $7
     end
     local.get $11
     i32.const 2
     i32.gt_u
     if
      local.get $12
      i32.const 8
      i32.add
      local.get $7
      v128.load32_lane 2
      local.set $7
     end
     local.get $8
     v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
     v128.load32_lane 0
     local.set $10
     local.get $11
     i32.const 1
     i32.gt_u
     if
      local.get $8
      i32.const 4
      i32.add
      local.get $10
      v128.load32_lane 1
      local.set $10
     end
     local.get $7
     local.get $11
     i32.const 2
     i32.gt_u
     if (result v128)
      local.get $8
      i32.const 8
      i32.add
      local.get $10
      v128.load32_lane 2
     else
      local.get $10
     end
     f32x4.mul
     local.tee $7
     f64x2.promote_low_f32x4
     local.get $7
     local.get $7
     i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     f64x2.promote_low_f32x4
     f64x2.add
     f64x2.add
     local.set $7
    end
    local.get $7
    f64x2.extract_lane 0
    local.get $7
    f64x2.extract_lane 1
    f64.add
    f32.demote_f64
    f32x4.splat
    local.set $7
    local.get $13
    i32.const 9
    i32.shl
    local.tee $8
    global.get $assembly/pool/scratch
    i32.const 393344
    i32.add
    i32.add
    local.set $17
    global.get $assembly/pool/scratch
    i32.const 426112
    i32.add
    local.get $8
    i32.add
    local.set $11
    i32.const 0
    local.set $12
    loop $for-loop|2
     local.get $12
     local.get $14
     i32.lt_u
     if
      local.get $11
      local.get $12
      i32.add
      local.tee $8
      local.get $12
      local.get $17
      i32.add
      v128.load
      local.tee $9
      local.get $16
      f32x4.mul
      local.get $8
      v128.load
      local.get $7
      f32x4.sub
      f32x4.mul
      local.get $9
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      f32x4.eq
      v128.andnot
      v128.store
      local.get $12
      i32.const 16
      i32.add
      local.set $12
      br $for-loop|2
     end
    end
    local.get $5
    if
     local.get $11
     local.set $8
     local.get $5
     local.get $6
     local.get $13
     i32.mul
     i32.add
     local.tee $12
     local.get $4
     i32.const -4
     i32.and
     i32.const 2
     i32.shl
     i32.add
     local.set $17
     loop $for-loop|00
      local.get $12
      local.get $17
      i32.lt_u
      if
       local.get $12
       local.get $12
       v128.load
       local.get $8
       v128.load
       f32x4.add
       v128.store
       local.get $8
       i32.const 16
       i32.add
       local.set $8
       local.get $12
       i32.const 16
       i32.add
       local.set $12
       br $for-loop|00
      end
     end
     local.get $4
     i32.const 3
     i32.and
     local.tee $17
     if
      local.get $12
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      v128.load32_lane 0
      local.set $7
      local.get $17
      i32.const 1
      i32.gt_u
      if
       local.get $12
       i32.const 4
       i32.add
       local.get $7
       v128.load32_lane 1
       local.set $7
      end
      local.get $12
      local.get $17
      i32.const 2
      i32.gt_u
      if (result v128)
       local.get $12
       i32.const 8
       i32.add
       local.get $7
       v128.load32_lane 2
      else
       local.get $7
      end
      local.get $8
      v128.load
      f32x4.add
      local.tee $7
      v128.store32_lane 0
      local.get $17
      i32.const 1
      i32.gt_u
      if
       local.get $12
       i32.const 4
       i32.add
       local.get $7
       v128.store32_lane 1
      end
      local.get $17
      i32.const 2
      i32.gt_u
      if
       local.get $12
       i32.const 8
       i32.add
       local.get $7
       v128.store32_lane 2
      end
     end
     local.get $11
     local.get $4
     i32.const 3
     i32.add
     i32.const -4
     i32.and
     i32.const 1640
     f32.load
     call $assembly/attention/scores/scaleRow
    end
    local.get $13
    i32.const 1
    i32.add
    local.set $13
    br $for-loop|0
   end
  end
 )
 (func $assembly/attention/backward/queryBlock (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  (local $16 i32)
  (local $17 i32)
  (local $18 i32)
  (local $19 i32)
  (local $20 i32)
  (local $21 i32)
  (local $22 i32)
  (local $23 i32)
  (local $24 i32)
  i32.const 1624
  i32.load
  local.tee $12
  i32.const 1592
  i32.load
  local.tee $13
  local.get $0
  i32.const 1576
  i32.load
  i32.mul
  local.get $1
  i32.add
  i32.mul
  local.get $2
  i32.add
  local.tee $14
  i32.mul
  i32.const 2
  i32.shl
  local.tee $15
  i32.const 1696
  i32.load
  i32.add
  local.set $16
  local.get $15
  i32.const 1704
  i32.load
  i32.add
  local.set $22
  i32.const 1712
  i32.load
  local.get $14
  i32.const 1616
  i32.load
  local.tee $19
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $15
  local.get $4
  local.get $2
  local.get $19
  i32.mul
  i32.const 2
  i32.shl
  i32.add
  local.set $17
  global.get $assembly/pool/scratch
  i32.const 393344
  i32.add
  local.set $18
  global.get $assembly/pool/scratch
  i32.const 426112
  i32.add
  local.set $23
  local.get $2
  local.get $3
  i32.add
  i32.const 1
  i32.sub
  local.set $14
  block $assembly/attention/scores/visibleKeys|inlined.0 (result i32)
   i32.const 1600
   i32.load
   local.tee $20
   i32.const 1632
   i32.load8_u
   i32.eqz
   br_if $assembly/attention/scores/visibleKeys|inlined.0
   drop
   local.get $20
   local.get $20
   local.get $13
   i32.sub
   local.get $14
   i32.add
   i32.const 1
   i32.add
   local.tee $13
   local.get $13
   local.get $20
   i32.gt_s
   select
   local.tee $13
   i32.const 0
   local.get $13
   i32.const 0
   i32.ge_s
   select
  end
  local.set $20
  local.get $15
  i32.const 0
  local.get $3
  local.get $19
  i32.mul
  i32.const 2
  i32.shl
  memory.fill
  loop $for-loop|0
   local.get $3
   local.get $10
   i32.gt_u
   if
    global.get $assembly/pool/scratch
    i32.const 458880
    i32.add
    local.get $10
    i32.const 2
    i32.shl
    i32.add
    f32.const -inf
    f32.store
    global.get $assembly/pool/scratch
    i32.const 459136
    i32.add
    local.get $10
    i32.const 3
    i32.shl
    i32.add
    f64.const 0
    f64.store
    local.get $10
    i32.const 1
    i32.add
    local.set $10
    br $for-loop|0
   end
  end
  i32.const 0
  local.set $10
  loop $for-loop|00
   local.get $10
   local.get $20
   i32.lt_s
   if
    local.get $0
    local.get $1
    local.get $2
    local.get $3
    local.get $10
    i32.const 128
    local.get $20
    local.get $10
    i32.sub
    local.tee $13
    local.get $13
    i32.const 128
    i32.gt_s
    select
    local.tee $13
    call $assembly/attention/scores/isHidden
    i32.eqz
    if
     local.get $4
     local.get $5
     local.get $0
     local.get $1
     local.get $2
     local.get $3
     local.get $10
     local.get $13
     call $assembly/attention/scores/scoreBlock
     i32.const 0
     local.get $12
     local.get $3
     local.get $13
     i32.const 0
     call $assembly/attention/forward/absorb
    end
    local.get $10
    i32.const 128
    i32.add
    local.set $10
    br $for-loop|00
   end
  end
  loop $for-loop|1
   local.get $11
   local.get $20
   i32.lt_s
   if
    local.get $0
    local.get $1
    local.get $2
    local.get $3
    local.get $11
    i32.const 128
    local.get $20
    local.get $11
    i32.sub
    local.tee $10
    local.get $10
    i32.const 128
    i32.gt_s
    select
    local.tee $21
    call $assembly/attention/scores/isHidden
    i32.eqz
    if
     local.get $20
     i32.const 128
     i32.gt_s
     if
      local.get $4
      local.get $5
      local.get $0
      local.get $1
      local.get $2
      local.get $3
      local.get $11
      local.get $21
      call $assembly/attention/scores/scoreBlock
     end
     local.get $11
     local.get $19
     i32.mul
     i32.const 2
     i32.shl
     local.set $24
     local.get $3
     local.get $21
     local.get $20
     i32.const 128
     i32.gt_s
     call $assembly/attention/backward/weigh
     local.get $6
     local.get $11
     local.get $12
     i32.mul
     i32.const 2
     i32.shl
     local.tee $10
     i32.add
     local.get $12
     i32.const 1
     local.get $21
     local.get $12
     call $assembly/matmul/serial/packHere
     local.get $22
     local.get $12
     i32.const 0
     local.get $23
     i32.const 128
     local.get $3
     local.get $21
     local.get $12
     i32.const 0
     i32.const 0
     call $assembly/matmul/serial/multiplyPacked
     local.get $16
     local.get $22
     local.get $12
     local.get $3
     local.get $21
     local.get $9
     if (result i32)
      local.get $9
      local.get $0
      i32.const 1672
      i32.load
      i32.mul
      i32.add
      local.get $1
      i32.const 1680
      i32.load
      i32.mul
      i32.add
      local.get $2
      i32.const 1688
      i32.load
      i32.mul
      i32.add
      local.get $11
      i32.const 2
      i32.shl
      i32.add
     else
      i32.const 0
     end
     i32.const 1688
     i32.load
     call $assembly/attention/backward/slopes
     local.get $22
     local.get $12
     i32.const 0
     local.get $12
     local.get $3
     call $assembly/matmul/serial/packHere
     local.get $18
     i32.const 128
     i32.const 1
     local.get $8
     local.get $10
     i32.add
     local.get $12
     local.get $21
     local.get $12
     local.get $3
     i32.const 0
     i32.const 1
     call $assembly/matmul/serial/multiplyPacked
     local.get $5
     local.get $24
     i32.add
     local.get $19
     i32.const 0
     local.get $19
     local.get $21
     call $assembly/matmul/serial/packHere
     i32.const 0
     local.set $10
     i32.const 1560
     i32.load
     if
      loop $for-loop|01
       local.get $10
       local.get $21
       i32.lt_s
       if
        global.get $assembly/pool/scratch
        i32.const 459648
        i32.add
        local.get $10
        i32.add
        i32.load8_u
        i32.eqz
        if
         global.get $assembly/pool/scratch
         i32.const 131200
         i32.add
         local.get $10
         i32.const 5
         i32.shl
         i32.add
         local.set $13
         i32.const 0
         local.set $14
         loop $for-loop|002
          local.get $14
          local.get $19
          i32.lt_s
          if
           local.get $13
           v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
           v128.store
           local.get $13
           v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
           v128.store offset=16
           local.get $13
           local.get $21
           i32.const 5
           i32.shl
           i32.add
           local.set $13
           local.get $14
           i32.const 8
           i32.add
           local.set $14
           br $for-loop|002
          end
         end
        end
        local.get $10
        i32.const 1
        i32.add
        local.set $10
        br $for-loop|01
       end
      end
     end
     local.get $23
     i32.const 128
     i32.const 0
     local.get $15
     local.get $19
     local.get $3
     local.get $19
     local.get $21
     i32.const 0
     i32.const 1
     call $assembly/matmul/serial/multiplyPacked
     local.get $17
     local.get $19
     i32.const 0
     local.get $19
     local.get $3
     call $assembly/matmul/serial/packHere
     local.get $23
     i32.const 128
     i32.const 1
     local.get $7
     local.get $24
     i32.add
     local.get $19
     local.get $21
     local.get $19
     local.get $3
     i32.const 0
     i32.const 1
     call $assembly/matmul/serial/multiplyPacked
    end
    local.get $11
    i32.const 128
    i32.add
    local.set $11
    br $for-loop|1
   end
  end
 )
 (func $assembly/attention/backward/biasGradientCopies (param $0 i32) (param $1 i32) (param $2 i32) (result i32)
  local.get $2
  i32.const 1
  i32.eq
  if (result i32)
   i32.const 1
  else
   i32.const 1584
   i32.load
  end
  i32.const 1
  local.get $0
  local.get $1
  i32.const 1
  i32.eq
  select
  i32.mul
  local.tee $1
  if (result i32)
   i32.const 1
   local.get $0
   i32.const 1584
   i32.load
   i32.mul
   local.get $1
   i32.div_s
   local.tee $0
   local.get $1
   i32.const 7
   i32.add
   local.get $1
   i32.div_s
   local.tee $1
   local.get $0
   local.get $1
   i32.lt_s
   select
   local.tee $0
   local.get $0
   i32.const 0
   i32.le_s
   select
  else
   i32.const 1
  end
 )
 (func $assembly/attention/backward/attentionGradient (param $0 i32) (param $1 i32) (param $2 i32) (param $3 i32) (param $4 i32) (param $5 i32) (param $6 i32) (param $7 i32) (param $8 i32) (param $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  local.get $5
  i32.const 1584
  i32.load
  i32.mul
  local.set $10
  local.get $6
  if (result i32)
   local.get $9
   i32.const 1
   i32.eq
   if (result i32)
    i32.const 1
   else
    i32.const 1584
    i32.load
   end
   i32.const 1
   local.get $5
   local.get $8
   i32.const 1
   i32.eq
   select
   i32.mul
  else
   local.get $10
  end
  local.tee $5
  if (result i32)
   local.get $10
   local.get $5
   i32.div_s
  else
   i32.const 0
  end
  local.set $11
  local.get $5
  i32.eqz
  local.get $6
  i32.eqz
  i32.or
  if (result i32)
   i32.const 1
  else
   i32.const 1
   local.get $11
   local.get $5
   i32.const 7
   i32.add
   local.get $5
   i32.div_s
   local.tee $12
   local.get $11
   local.get $12
   i32.lt_s
   select
   local.tee $12
   local.get $12
   i32.const 0
   i32.le_s
   select
  end
  local.set $12
  i32.const 1696
  local.get $0
  i32.store
  i32.const 1704
  local.get $1
  i32.store
  i32.const 1712
  local.get $2
  i32.store
  i32.const 1720
  local.get $3
  i32.store
  i32.const 1728
  local.get $4
  i32.store
  i32.const 1736
  local.get $6
  i32.store
  i32.const 1744
  local.get $7
  i32.const 2
  i32.shl
  i32.store
  i32.const 1752
  local.get $12
  i32.store
  i32.const 1760
  local.get $11
  i32.store
  i32.const 1768
  local.get $8
  i32.const 1
  i32.eq
  local.get $10
  local.get $11
  i32.gt_s
  i32.and
  local.get $9
  i32.const 1
  i32.ne
  i32.and
  if (result i32)
   i32.const 1584
   i32.load
  else
   i32.const 1
  end
  i32.store
  i32.const 1776
  local.get $9
  i32.const 1
  i32.eq
  local.get $10
  local.get $11
  i32.gt_s
  i32.and
  local.get $8
  i32.const 1
  i32.ne
  i32.and
  if (result i32)
   i32.const 1584
   i32.load
  else
   i32.const 1
  end
  i32.store
  local.get $6
  if
   local.get $6
   i32.const 0
   local.get $7
   local.get $12
   i32.mul
   i32.const 2
   i32.shl
   memory.fill
  end
  i32.const 4608
  local.get $5
  local.get $12
  i32.mul
  call $assembly/pool/parallel
 )
 (func $assembly/adamw/adamwTile (param $0 i32)
  (local $1 v128)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 i32)
  (local $13 i32)
  (local $14 i32)
  (local $15 i32)
  i32.const 1536
  i32.load
  local.set $7
  local.get $0
  local.set $4
  i32.const 1544
  i32.load
  local.set $2
  loop $while-continue|0
   local.get $2
   local.get $3
   i32.sub
   i32.const 1
   i32.gt_s
   if
    local.get $7
    local.get $2
    local.get $3
    i32.add
    i32.const 1
    i32.shr_s
    local.tee $0
    i32.const 48
    i32.mul
    i32.add
    i32.const 44
    i32.add
    i32.load
    local.get $4
    i32.le_s
    if
     local.get $0
     local.set $3
    else
     local.get $0
     local.set $2
    end
    br $while-continue|0
   end
  end
  local.get $4
  local.get $7
  local.get $3
  i32.const 48
  i32.mul
  i32.add
  local.tee $0
  i32.const 44
  i32.add
  i32.load
  i32.sub
  i32.const 13
  i32.shl
  local.set $12
  local.get $0
  v128.load32_splat offset=32
  local.set $11
  local.get $0
  v128.load32_splat offset=36
  local.set $10
  local.get $0
  v128.load32_splat offset=40
  local.set $9
  local.get $12
  i32.const 2
  i32.shl
  local.tee $2
  local.get $0
  i32.load
  i32.add
  local.set $13
  local.get $0
  i32.load offset=4
  local.get $2
  i32.add
  local.set $14
  local.get $0
  i32.load offset=8
  local.get $2
  i32.add
  local.set $8
  local.get $0
  i32.load offset=12
  local.get $2
  i32.add
  local.set $7
  local.get $0
  i32.load offset=16
  local.get $2
  i32.add
  local.set $4
  local.get $0
  i32.load offset=20
  local.get $2
  i32.add
  local.set $3
  local.get $0
  i32.load offset=24
  local.get $2
  i32.add
  local.set $2
  i32.const 8192
  local.get $0
  i32.load offset=28
  local.get $12
  i32.sub
  local.tee $0
  local.get $0
  i32.const 8192
  i32.gt_s
  select
  local.tee $12
  i32.const -4
  i32.and
  i32.const 2
  i32.shl
  local.set $15
  i32.const 0
  local.set $0
  loop $for-loop|1
   local.get $0
   local.get $15
   i32.lt_u
   if
    i32.const 1560
    f32.load
    f32x4.splat
    local.get $0
    local.get $14
    i32.add
    v128.load
    local.tee $1
    f32x4.mul
    i32.const 1552
    f32.load
    f32x4.splat
    local.get $0
    local.get $8
    i32.add
    v128.load
    f32x4.mul
    f32x4.add
    local.set $5
    i32.const 1576
    f32.load
    f32x4.splat
    local.get $1
    f32x4.mul
    local.get $1
    f32x4.mul
    i32.const 1568
    f32.load
    f32x4.splat
    local.get $0
    local.get $7
    i32.add
    v128.load
    f32x4.mul
    f32x4.add
    local.set $1
    local.get $0
    local.get $3
    i32.add
    local.get $5
    v128.store
    local.get $0
    local.get $2
    i32.add
    local.get $1
    v128.store
    local.get $0
    local.get $4
    i32.add
    local.get $0
    local.get $13
    i32.add
    v128.load
    local.get $11
    f32x4.mul
    local.get $10
    local.get $5
    f32x4.mul
    local.get $1
    f32x4.sqrt
    local.get $9
    f32x4.div
    i32.const 1584
    f32.load
    f32x4.splat
    f32x4.add
    f32x4.div
    f32x4.sub
    v128.store
    local.get $0
    i32.const 16
    i32.add
    local.set $0
    br $for-loop|1
   end
  end
  local.get $12
  i32.const 3
  i32.and
  local.tee $0
  i32.eqz
  if
   return
  end
  local.get $14
  local.get $15
  i32.add
  local.tee $12
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  v128.load32_lane 0
  local.set $1
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $12
   i32.const 4
   i32.add
   local.get $1
   v128.load32_lane 1
   local.set $1
  end
  local.get $0
  i32.const 2
  i32.gt_u
  if
   local.get $12
   i32.const 8
   i32.add
   local.get $1
   v128.load32_lane 2
   local.set $1
  end
  i32.const 1560
  f32.load
  f32x4.splat
  local.get $1
  f32x4.mul
  local.get $8
  local.get $15
  i32.add
  local.tee $8
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  v128.load32_lane 0
  local.set $5
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $8
   i32.const 4
   i32.add
   local.get $5
   v128.load32_lane 1
   local.set $5
  end
  i32.const 1552
  f32.load
  f32x4.splat
  local.get $0
  i32.const 2
  i32.gt_u
  if (result v128)
   local.get $8
   i32.const 8
   i32.add
   local.get $5
   v128.load32_lane 2
  else
   local.get $5
  end
  f32x4.mul
  f32x4.add
  local.set $6
  local.get $7
  local.get $15
  i32.add
  local.tee $7
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  v128.load32_lane 0
  local.set $5
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $7
   i32.const 4
   i32.add
   local.get $5
   v128.load32_lane 1
   local.set $5
  end
  i32.const 1576
  f32.load
  f32x4.splat
  local.get $1
  f32x4.mul
  local.get $1
  f32x4.mul
  i32.const 1568
  f32.load
  f32x4.splat
  local.get $0
  i32.const 2
  i32.gt_u
  if (result v128)
   local.get $7
   i32.const 8
   i32.add
   local.get $5
   v128.load32_lane 2
  else
   local.get $5
  end
  f32x4.mul
  f32x4.add
  local.set $5
  local.get $13
  local.get $15
  i32.add
  local.tee $7
  v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
  v128.load32_lane 0
  local.set $1
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $7
   i32.const 4
   i32.add
   local.get $1
   v128.load32_lane 1
   local.set $1
  end
  local.get $0
  i32.const 2
  i32.gt_u
  if (result v128)
   local.get $7
   i32.const 8
   i32.add
   local.get $1
   v128.load32_lane 2
  else
   local.get $1
  end
  local.get $11
  f32x4.mul
  local.get $10
  local.get $6
  f32x4.mul
  local.get $5
  f32x4.sqrt
  local.get $9
  f32x4.div
  i32.const 1584
  f32.load
  f32x4.splat
  f32x4.add
  f32x4.div
  f32x4.sub
  local.set $1
  local.get $3
  local.get $15
  i32.add
  local.tee $3
  local.get $6
  v128.store32_lane 0
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $3
   i32.const 4
   i32.add
   local.get $6
   v128.store32_lane 1
  end
  local.get $0
  i32.const 2
  i32.gt_u
  if
   local.get $3
   i32.const 8
   i32.add
   local.get $6
   v128.store32_lane 2
  end
  local.get $2
  local.get $15
  i32.add
  local.tee $2
  local.get $5
  v128.store32_lane 0
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $2
   i32.const 4
   i32.add
   local.get $5
   v128.store32_lane 1
  end
  local.get $0
  i32.const 2
  i32.gt_u
  if
   local.get $2
   i32.const 8
   i32.add
   local.get $5
   v128.store32_lane 2
  end
  local.get $4
  local.get $15
  i32.add
  local.tee $2
  local.get $1
  v128.store32_lane 0
  local.get $0
  i32.const 1
  i32.gt_u
  if
   local.get $2
   i32.const 4
   i32.add
   local.get $1
   v128.store32_lane 1
  end
  local.get $0
  i32.const 2
  i32.gt_u
  if
   local.get $2
   i32.const 8
   i32.add
   local.get $1
   v128.store32_lane 2
  end
 )
 (func $assembly/adamw/adamw (param $0 i32) (param $1 i32) (param $2 f64) (param $3 f64) (param $4 f64)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  i32.const 1536
  local.get $0
  i32.store
  i32.const 1544
  local.get $1
  i32.store
  i32.const 1552
  local.get $2
  f32.demote_f64
  f32.store
  i32.const 1560
  f64.const 1
  local.get $2
  f64.sub
  f32.demote_f64
  f32.store
  i32.const 1568
  local.get $3
  f32.demote_f64
  f32.store
  i32.const 1576
  f64.const 1
  local.get $3
  f64.sub
  f32.demote_f64
  f32.store
  i32.const 1584
  local.get $4
  f32.demote_f64
  f32.store
  loop $for-loop|0
   local.get $1
   local.get $5
   i32.gt_s
   if
    local.get $0
    local.get $5
    i32.const 48
    i32.mul
    i32.add
    local.tee $7
    i32.const 44
    i32.add
    local.get $6
    i32.store
    local.get $6
    local.get $7
    i32.const 28
    i32.add
    i32.load
    i32.const 8191
    i32.add
    i32.const 8192
    i32.div_s
    i32.add
    local.set $6
    local.get $5
    i32.const 1
    i32.add
    local.set $5
    br $for-loop|0
   end
  end
  i32.const 4576
  local.get $6
  call $assembly/pool/parallel
 )
)
