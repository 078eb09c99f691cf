//! Speaks the protocol on stdin and stdout, and runs the tools beside it.

use std::path::PathBuf;
use std::sync::Arc;

use nigao::catalog::Catalog;
use nigao::diagnostic::{Lang, Message};
use nigao::error::{Error, Result};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt};
use tokio::sync::Semaphore;

use super::tool_list::TOOLS;
use super::workspace::Workspace;

/// The longest message of a client, in bytes: the longest arguments, escaped.
const LONGEST_MESSAGE: usize = 8 << 20;

/// How the tools are served.
pub(crate) struct McpOptions {
    /// The folder whose files the tools may read, and write new ones in.
    pub(crate) folder: PathBuf,
    /// The genres.
    pub(crate) catalog: Catalog,
    /// The language of descriptions and diagnostics.
    pub(crate) lang: Lang,
}

/// Serves the tools until the client closes stdin.
///
/// # Errors
/// A folder that is not there; streams that cannot be served.
pub(crate) fn serve(options: McpOptions) -> Result<()> {
    let workspace = Workspace::open(&options.folder, options.catalog)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let server = ToolServer {
        workspace: Arc::new(workspace),
        slots: Arc::new(Semaphore::new(cores)),
        lang: options.lang,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Error::io("-", error))?;
    runtime.block_on(async {
        let transport = AsyncRwTransport::new_server(tokio::io::stdin(), tokio::io::stdout())
            .with_max_line_length(LONGEST_MESSAGE);
        // A client that goes before the handshake is done has nothing to be told.
        let Ok(running) = server.serve(transport).await else {
            return Ok(());
        };
        let ended = running.waiting().await.map(drop);
        ended.map_err(|error| Error::io("-", std::io::Error::other(error)))
    })
}

/// The server of one client.
struct ToolServer {
    workspace: Arc<Workspace>,
    /// How many tools may run at once.
    slots: Arc<Semaphore>,
    lang: Lang,
}

impl ServerHandler for ToolServer {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new("nigao", env!("CARGO_PKG_VERSION")))
            .with_instructions(Message::plain("mcp.instructions").text(self.lang))
    }

    async fn list_tools(
        &self,
        _request: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> std::result::Result<ListToolsResult, ErrorData> {
        let tools = TOOLS.iter().map(|tool| tool.describe(self.lang)).collect();
        Ok(ListToolsResult::with_all_items(tools))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> std::result::Result<CallToolResponse, ErrorData> {
        let Some(tool) = TOOLS.iter().find(|tool| tool.name == request.name) else {
            let names: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
            let args = [
                ("name", request.name.into_owned()),
                ("names", names.join(", ")),
            ];
            let message = Message::new("mcp.unknown-tool", args).text(self.lang);
            return Err(ErrorData::invalid_params(message, None));
        };
        let given = request.arguments.unwrap_or_default();
        let (workspace, lang) = (Arc::clone(&self.workspace), self.lang);
        // Closed it never is, so the slot is always had.
        let slot = Arc::clone(&self.slots).acquire_owned().await;
        let work = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            tool.call(&workspace, given, lang)
        });
        let Ok((envelope, is_done)) = work.await else {
            let message = Message::plain("mcp.fault").text(lang);
            return Err(ErrorData::internal_error(message, None));
        };
        let result = if is_done {
            CallToolResult::structured(envelope)
        } else {
            CallToolResult::structured_error(envelope)
        };
        Ok(result.into())
    }
}
